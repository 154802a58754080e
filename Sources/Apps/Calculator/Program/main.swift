// The room of calculator: nothing has moved in yet.
