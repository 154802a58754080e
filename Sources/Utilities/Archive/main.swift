// archiveutils: the programs that pack and unpack, in one image.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  gunzipProgram, gzipProgram, tarProgram, unzipProgram, unzstdProgram, zcatProgram, zstdProgram, zstdcatProgram,
]

CurrentProcess.exit(MultiCall.run("archiveutils", CurrentProcess.arguments, utilities))
