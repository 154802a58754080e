// The room of editor: nothing has moved in yet.
