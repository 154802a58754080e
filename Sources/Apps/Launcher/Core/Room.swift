// The room of LauncherCore: nothing has moved in yet.
