// The room of ToolkitOrbital: nothing has moved in yet.
