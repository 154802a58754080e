// Welcome: the first window of the live system.

import OrbToolkit
import WelcomeApp

#if canImport(ToolkitSDL)
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("welcome") { application in
  application.open(Welcome.window())
}
