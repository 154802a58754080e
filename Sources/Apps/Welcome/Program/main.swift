// Welcome: the first window of the live system.

import OrbToolkit

#if canImport(ToolkitSDL)
  import WelcomeApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("welcome") { application in
  application.open(Welcome.window())
}
