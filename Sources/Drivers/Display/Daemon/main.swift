// The room of vesad: nothing has moved in yet.
