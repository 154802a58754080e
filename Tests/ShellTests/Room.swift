// The room of ShellTests: nothing has moved in yet.
