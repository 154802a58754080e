// dd: copies in blocks, and converts on the way.
//
// Specification: POSIX.1-2017, dd; GNU coreutils 9.1 for operands and messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let ddProgram = Utility(
  "dd", "[OPERAND]...",
  """
  Copy in blocks, and convert on the way.
    if=FILE of=FILE    read this, write that
    bs=BYTES ibs= obs= blocks of so many bytes (512); cbs=BYTES records
    count=N skip=N seek=N   so many blocks (with B: bytes); skip of the input, seek of the output
    conv=LIST          ascii ebcdic ibm block unblock lcase ucase sparse swab sync excl nocreat notrunc
                       noerror fdatasync fsync
    iflag=LIST oflag=LIST   append directory fullblock nofollow nonblock count_bytes skip_bytes seek_bytes
                       (direct dsync sync noatime nocache noctty change nothing)
    status=LEVEL       none, noxfer, progress
  N and BYTES may end with c w b kB K MB M GB G …, or be a product: 2x512.
  """
) { tool in
  guard let plan = BlockCopyPlan(tool), let copy = BlockCopy(tool, plan) else { return 1 }
  return copy.run()
}
