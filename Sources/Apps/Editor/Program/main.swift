// Editor: `editor FILE…`, or FILE:LINE:COLUMN.

import OrbToolkit

#if canImport(ToolkitSDL)
  import EditorApp
  import ToolkitSDL
#else
  import ToolkitOrbital
#endif

Application.run("editor") { application in
  application.open(EditorWindow.make(application.arguments, drafts: .standard))
}
