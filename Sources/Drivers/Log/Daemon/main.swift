// The room of logd: nothing has moved in yet.
