// The room of KernelTests: nothing has moved in yet.
