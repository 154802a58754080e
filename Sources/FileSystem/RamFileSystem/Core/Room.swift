// The room of RamFileSystemCore: nothing has moved in yet.
