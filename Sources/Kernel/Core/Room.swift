// The room of KernelCore: nothing has moved in yet.
