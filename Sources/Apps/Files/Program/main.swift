// Files: the file browser.

import FilesApp
import OrbToolkit

#if canImport(ToolkitSDL)
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("files") { application in
  application.open(Files.window(application.arguments.first))
}
