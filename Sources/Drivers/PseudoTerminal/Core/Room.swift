// The room of PseudoTerminalCore: nothing has moved in yet.
