// The room of InputCore: nothing has moved in yet.
