// The room of ps2d: nothing has moved in yet.
