// The room of login: nothing has moved in yet.
