// editors: Sodium and nano in one image. `NAME arguments` through a link, or `editors NAME arguments`.

import System
import UtilitySupport

CurrentProcess.exit(
  MultiCall.run(
    "editors", CurrentProcess.arguments, [sodiumProgram, viProgram, viewProgram, nanoProgram]))
