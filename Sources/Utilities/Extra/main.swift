// extrautils: programs that are not of the standard and that people miss without, in one image.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  calProgram, calcProgram, hexProgram, remProgram, screenfetchProgram, stringsProgram, timeProgram, timeoutProgram,
  treeProgram, watchProgram,
]

CurrentProcess.exit(MultiCall.run("extrautils", CurrentProcess.arguments, utilities))
