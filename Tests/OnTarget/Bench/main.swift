// The room of osbench: nothing has moved in yet.
