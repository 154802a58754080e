// The room of OrbitalModel: nothing has moved in yet.
