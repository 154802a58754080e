// The room of System: nothing has moved in yet.
