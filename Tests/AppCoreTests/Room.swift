// The room of AppCoreTests: nothing has moved in yet.
