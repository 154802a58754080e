// The room of nulld: nothing has moved in yet.
