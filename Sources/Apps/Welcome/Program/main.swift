// The room of welcome: nothing has moved in yet.
