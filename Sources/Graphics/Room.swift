// The room of Graphics: nothing has moved in yet.
