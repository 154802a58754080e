// sysutils: the programs that look at this system and steer it, in one image.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  clipboardProgram, containProgram, dfProgram, dmesgProgram, freeProgram, killProgram, logProgram, lspciProgram,
  nprocProgram, profileProgram, psProgram, rebootProgram, serviceProgram, shutdownProgram, straceProgram,
  tasksetProgram,
  topProgram, traceProgram, uptimeProgram, windowsProgram,
]

CurrentProcess.exit(MultiCall.run("sysutils", CurrentProcess.arguments, utilities))
