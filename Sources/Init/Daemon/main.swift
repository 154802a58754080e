// The room of init: nothing has moved in yet.
