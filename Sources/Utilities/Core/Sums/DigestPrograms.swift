// md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum, b2sum: hashes of files, and checking them.
//
// Specification: GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let digestOptions = [
  OptionDescription("-b --binary", "mark lines with *"),
  OptionDescription("-c --check", "check the sums that files list"),
  OptionDescription("--ignore-missing", "with -c: a missing file is no failure"),
  OptionDescription("--quiet", "with -c: no OK"), OptionDescription("--status", "with -c: only the exit status"),
  OptionDescription("--strict", "with -c: wrong lines are a failure"),
  OptionDescription("--tag", "as NAME (FILE) = SUM"),
  OptionDescription("-t --text", "mark lines with a blank"),
  OptionDescription("-w --warn", "with -c: say which lines are wrong"),
  OptionDescription("-z --zero", "lines end with NUL, names stay as they are"),
]

private func digestUtility(_ name: String, _ kind: DigestKind) -> Utility {
  Utility(name, "[OPTION]... [FILE]...", "Write or check \(kind.tag) sums.", digestOptions) { tool in
    DigestRun(tool, kind, length: kind.length)?.run() ?? 1
  }
}

let md5sumProgram = digestUtility("md5sum", .md5)
let sha1sumProgram = digestUtility("sha1sum", .sha1)
let sha224sumProgram = digestUtility("sha224sum", .sha224)
let sha256sumProgram = digestUtility("sha256sum", .sha256)
let sha384sumProgram = digestUtility("sha384sum", .sha384)
let sha512sumProgram = digestUtility("sha512sum", .sha512)

let b2sumProgram = Utility(
  "b2sum", "[OPTION]... [FILE]...", "Write or check BLAKE2b sums.",
  digestOptions + [OptionDescription("-l --length=BITS", "a shorter sum: a multiple of 8")]
) { tool in
  guard let length = digestLength(tool) else { return 1 }
  return DigestRun(tool, .blake2b, length: length)?.run() ?? 1
}

/// Bytes of a BLAKE2b sum by `-l`; nil when it is wrong.
func digestLength(_ tool: Tool) -> Int? {
  guard let text = tool.options.value("l") else { return 64 }
  guard let bits = text.decimal, bits >= 0 else {
    tool.report("invalid length: \(QuotingStyle.quoted(text).text)")
    return nil
  }
  guard bits <= 512 else {
    tool.report("invalid length: \(QuotingStyle.quoted(text).text)")
    tool.report("maximum digest length for 'BLAKE2b' is 512 bits")
    return nil
  }
  guard bits % 8 == 0 else {
    tool.report("invalid length: \(QuotingStyle.quoted(text).text)")
    tool.report("length is not a multiple of 8")
    return nil
  }
  return bits == 0 ? 64 : bits / 8
}
