// The room of ShellCore: nothing has moved in yet.
