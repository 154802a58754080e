// The room of imagebuilder: nothing has moved in yet.
