// The room of FilesApp: nothing has moved in yet.
