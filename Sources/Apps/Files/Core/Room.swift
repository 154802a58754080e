// The room of FilesCore: nothing has moved in yet.
