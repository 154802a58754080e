// The room of WelcomeApp: nothing has moved in yet.
