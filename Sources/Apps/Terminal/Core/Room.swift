// The room of TerminalCore: nothing has moved in yet.
