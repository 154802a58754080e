// The room of RandomCore: nothing has moved in yet.
