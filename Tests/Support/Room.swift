// The room of TestSupport: nothing has moved in yet.
