// The room of Archive: nothing has moved in yet.
