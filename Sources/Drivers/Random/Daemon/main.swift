// The room of randd: nothing has moved in yet.
