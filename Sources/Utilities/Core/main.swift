// The room of coreutils: nothing has moved in yet.
