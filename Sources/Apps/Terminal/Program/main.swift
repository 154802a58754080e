// The room of terminal: nothing has moved in yet.
