// Launcher: the panel, the start menu and the clock.

import OrbToolkit

#if canImport(ToolkitSDL)
  import LauncherApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("launcher") { application in
  let panel = Panel(application)
  panel.open()
  if application.arguments.contains("--menu") { panel.toggleMenu() }
}
