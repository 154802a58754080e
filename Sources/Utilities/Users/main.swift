// userutils: who is who, logging in, changing users and accounts, in one image.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  chshProgram, groupaddProgram, groupdelProgram, groupmodProgram, groupsProgram, idProgram, loginProgram,
  newgrpProgram, passwdProgram, suProgram, sudoProgram, useraddProgram, userdelProgram, usermodProgram, whoamiProgram,
]

CurrentProcess.exit(MultiCall.run("userutils", CurrentProcess.arguments, utilities))
