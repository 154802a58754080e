// The room of files: nothing has moved in yet.
