// The room of ToolkitTests: nothing has moved in yet.
