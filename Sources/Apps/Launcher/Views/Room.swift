// The room of LauncherApp: nothing has moved in yet.
