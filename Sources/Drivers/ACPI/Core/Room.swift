// The room of ACPICore: nothing has moved in yet.
