// The room of KernelArch: nothing has moved in yet.
