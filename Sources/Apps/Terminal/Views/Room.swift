// The room of TerminalApp: nothing has moved in yet.
