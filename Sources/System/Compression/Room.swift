// The room of Compression: nothing has moved in yet.
