// coreutils: the everyday programs, in one image. `NAME arguments` through a link, or `coreutils NAME arguments`.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  bracketProgram, basenameProgram, catProgram, chmodProgram, chownProgram, clearProgram, cpProgram, cutProgram,
  dateProgram, diffProgram, dirnameProgram, duProgram, echoProgram, envProgram, falseProgram, findProgram, grepProgram,
  headProgram, hexdumpProgram, lessProgram, lnProgram, lsProgram, mkdirProgram, mktempProgram, mvProgram,
  printfProgram, pwdProgram, rmProgram, rmdirProgram, seqProgram, sleepProgram, sortProgram, statProgram, tailProgram,
  teeProgram, testProgram, touchProgram, trProgram, trueProgram, unameProgram, uniqProgram, wcProgram, whichProgram,
  xargsProgram, yesProgram,
]

CurrentProcess.exit(MultiCall.run("coreutils", CurrentProcess.arguments, utilities))
