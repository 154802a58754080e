// The room of PS2Core: nothing has moved in yet.
