// The room of DisplayCore: nothing has moved in yet.
