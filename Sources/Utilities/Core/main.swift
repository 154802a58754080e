// coreutils: the everyday programs, in one image. `NAME arguments` through a link, or `coreutils NAME arguments`.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  bracketProgram, archProgram, b2sumProgram, base32Program, base64Program, basenameProgram, basencProgram,
  catProgram, chmodProgram, chownProgram, cksumProgram, clearProgram, commProgram, cpProgram, cutProgram,
  dateProgram, diffProgram, dirnameProgram, duProgram, echoProgram, envProgram, expandProgram, exprProgram,
  factorProgram, falseProgram, findProgram, foldProgram, headProgram, hexdumpProgram, joinProgram,
  lnProgram, lognameProgram, lsProgram, md5sumProgram, mkdirProgram, mktempProgram, mvProgram,
  nlProgram, numfmtProgram, pasteProgram, pathchkProgram, printenvProgram, printfProgram, pwdProgram,
  readlinkProgram, realpathProgram, rmProgram, rmdirProgram, seqProgram, sha1sumProgram, sha224sumProgram,
  sha256sumProgram, sha384sumProgram, sha512sumProgram, shufProgram, sleepProgram, sortProgram, splitProgram,
  statProgram, sumProgram, tacProgram, tailProgram, teeProgram, testProgram, touchProgram, trProgram, trueProgram,
  tsortProgram, ttyProgram, unameProgram, unexpandProgram, uniqProgram, wcProgram, whichProgram, xargsProgram,
  yesProgram,
]

CurrentProcess.exit(MultiCall.run("coreutils", CurrentProcess.arguments, utilities))
