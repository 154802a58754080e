// The room of acpid: nothing has moved in yet.
