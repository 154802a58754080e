// The room of ABI: nothing has moved in yet.
