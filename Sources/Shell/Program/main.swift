// The room of sh: nothing has moved in yet.
