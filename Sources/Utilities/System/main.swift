// The room of sysutils: nothing has moved in yet.
