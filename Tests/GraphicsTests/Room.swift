// The room of GraphicsTests: nothing has moved in yet.
