// The room of ramfs: nothing has moved in yet.
