// The room of InitCore: nothing has moved in yet.
