// The room of ToolkitSDL: nothing has moved in yet.
