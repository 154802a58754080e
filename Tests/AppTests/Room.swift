// The room of AppTests: nothing has moved in yet.
