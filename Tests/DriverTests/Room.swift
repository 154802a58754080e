// The room of DriverTests: nothing has moved in yet.
