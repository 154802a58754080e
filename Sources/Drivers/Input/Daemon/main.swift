// The room of inputd: nothing has moved in yet.
