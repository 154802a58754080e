// textutils: the programs for texts, in one image. `NAME arguments` through a link, or `textutils NAME arguments`.

import System
import UtilitySupport

/// Every program of the image.
let utilities: [Utility] = [
  awkProgram, egrepProgram, fgrepProgram, grepProgram, lessProgram, manProgram, mdlessProgram, moreProgram, sedProgram,
]

CurrentProcess.exit(MultiCall.run("textutils", CurrentProcess.arguments, utilities))
