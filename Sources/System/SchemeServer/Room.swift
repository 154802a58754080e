// The room of SchemeServer: nothing has moved in yet.
