// The room of OrbitalTests: nothing has moved in yet.
