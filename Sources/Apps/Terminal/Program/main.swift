// Terminal: a shell in a window. `terminal -e PROGRAM …` runs something else.

import OrbToolkit

#if canImport(ToolkitSDL)
  import TerminalApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("terminal") { application in
  var command: [String]?
  if let index = application.arguments.firstIndex(where: { $0 == "-e" }), index + 1 < application.arguments.count {
    command = Array(application.arguments[(index + 1)...])
  }
  application.open(TerminalWindow.make(command: command, application: application))
}
