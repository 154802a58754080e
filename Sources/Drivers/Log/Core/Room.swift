// The room of LogCore: nothing has moved in yet.
