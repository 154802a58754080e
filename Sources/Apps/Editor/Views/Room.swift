// The room of EditorApp: nothing has moved in yet.
