// The room of EditorCore: nothing has moved in yet.
