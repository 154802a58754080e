// The room of OrbToolkit: nothing has moved in yet.
