// The room of orbital: nothing has moved in yet.
