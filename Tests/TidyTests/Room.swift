// The room of TidyTests: nothing has moved in yet.
