// The room of ptyd: nothing has moved in yet.
