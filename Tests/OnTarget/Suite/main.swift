// The room of ostests: nothing has moved in yet.
