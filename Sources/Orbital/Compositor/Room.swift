// The room of OrbitalCompositor: nothing has moved in yet.
