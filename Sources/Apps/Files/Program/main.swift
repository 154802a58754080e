// Files: the file browser.

import OrbToolkit

#if canImport(ToolkitSDL)
  import FilesApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("files") { application in
  application.open(Files.window(application.arguments.first))
}
