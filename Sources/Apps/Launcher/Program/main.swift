// The room of launcher: nothing has moved in yet.
