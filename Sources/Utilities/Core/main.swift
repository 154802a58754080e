// coreutils: the everyday programs, in one image. `NAME arguments` through a link, or `coreutils NAME arguments`.

import System
import UtilitySupport

/// Every program of the image, in alphabetical order.
let utilities: [Utility] = [
  bracketProgram, archProgram, b2sumProgram, base32Program, base64Program, basenameProgram, basencProgram,
  catProgram, chgrpProgram, chmodProgram, chownProgram, cksumProgram, clearProgram, cmpProgram, commProgram, cpProgram,
  csplitProgram, cutProgram, dateProgram, ddProgram, diffProgram, diff3Program, dirProgram, dircolorsProgram,
  dirnameProgram,
  duProgram, echoProgram,
  envProgram,
  expandProgram, exprProgram, factorProgram, falseProgram, findProgram, fmtProgram, foldProgram, headProgram,
  hexdumpProgram, installProgram,
  joinProgram, linkProgram, lnProgram, lognameProgram, lsProgram, md5sumProgram, mkdirProgram, mktempProgram,
  mvProgram, niceProgram, nlProgram, nohupProgram, numfmtProgram, odProgram, pasteProgram, patchProgram, pathchkProgram,
  prProgram,
  printenvProgram, printfProgram, ptxProgram, pwdProgram, readlinkProgram, realpathProgram, resetProgram, rmProgram,
  rmdirProgram,
  sdiffProgram, seqProgram,
  sha1sumProgram, sha224sumProgram, sha256sumProgram, sha384sumProgram, sha512sumProgram, shredProgram, shufProgram,
  sleepProgram,
  sortProgram, splitProgram, statProgram, sumProgram, syncProgram, tacProgram, tailProgram, teeProgram, testProgram,
  touchProgram, trProgram, trueProgram, truncateProgram, tsortProgram, ttyProgram, unameProgram, unexpandProgram,
  uniqProgram, unlinkProgram, vdirProgram, wcProgram, whichProgram, xargsProgram, yesProgram,
]

CurrentProcess.exit(MultiCall.run("coreutils", CurrentProcess.arguments, utilities))
