// The room of UtilitySupport: nothing has moved in yet.
