// The room of SystemTests: nothing has moved in yet.
