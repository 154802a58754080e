// The room of kernel: nothing has moved in yet.
