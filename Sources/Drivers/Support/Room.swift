// The room of DriverSupport: nothing has moved in yet.
