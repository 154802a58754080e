// cksum and sum: checksums as numbers; cksum also knows the hashes.
//
// Specification: POSIX.1-2017, cksum; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let cksumProgram = Utility(
  "cksum", "[OPTION]... [FILE]...", "Write or check checksums.",
  digestOptions + [
    OptionDescription("-a --algorithm=NAME", "bsd, sysv, crc, md5, sha1, sha224 to sha512, blake2b, sm3"),
    OptionDescription("-l --length=BITS", "of a BLAKE2b sum: a multiple of 8"),
    OptionDescription("--untagged", "as SUM FILE"),
  ]
) { tool in
  let name = tool.options.value("a") ?? "crc".bytes
  let old: FileChecksum.Kind? =
    name == "bsd".bytes ? .bsd : name == "sysv".bytes ? .systemV : name == "crc".bytes ? .posix : nil
  let kind = DigestKind.names.first { $0.0.utf8.elementsEqual(name) }?.1
  guard old != nil || kind != nil else {
    let names = (["bsd", "sysv", "crc"] + DigestKind.names.map { $0.0 }).map { "\n  - '\($0)'" }.joined()
    return tool.usageError("invalid argument '\(name.text)' for '--algorithm'\nValid arguments are:\(names)")
  }
  if tool.has("l"), kind != .blake2b {
    tool.report("--length is only supported with --algorithm=blake2b")
    return 1
  }
  if let old, !tool.has("c") { return writeChecksums(tool, old) }
  if old != nil, tool.has("a") {
    tool.report("--check is not supported with --algorithm={bsd,sysv,crc}")
    return 1
  }
  guard let length = kind == .blake2b ? digestLength(tool) : kind?.length ?? 0 else { return 1 }
  return DigestRun(tool, kind, length: length, isTagged: !tool.has("untagged"))?.run() ?? 1
}

let sumProgram = Utility(
  "sum", "[OPTION]... [FILE]...", "Write checksums and counts of blocks.",
  [
    OptionDescription("-r", "the sum of BSD, blocks of 1024 bytes"),
    OptionDescription("-s --sysv", "the sum of System V, blocks of 512 bytes"),
  ]
) { tool in
  writeChecksums(tool, tool.options.last(of: ["r", "s"])?.isSame(as: "s") ?? false ? .systemV : .bsd)
}

private func writeChecksums(_ tool: Tool, _ kind: FileChecksum.Kind) -> Int32 {
  var status: Int32 = 0
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    do throws(Errno) {
      var sum = FileChecksum(kind)
      let input = try LineReader(path)
      while true {
        let chunk = input.nextChunk()
        if chunk.isEmpty { break }
        sum.update(chunk.span)
      }
      if let failure = input.failure { throw failure }
      var line = Bytes(decimal: sum.value)
      switch kind {
      case .posix: line += [0x20] + Bytes(decimal: sum.length)
      case .bsd:
        line = Bytes(repeating: 0x30, count: max(0, 5 - line.count)) + line
        line += [0x20] + Bytes(decimal: (sum.length &+ 1023) / 1024).rightAligned(5)
      case .systemV: line += [0x20] + Bytes(decimal: (sum.length &+ 511) / 512)
      }
      if !tool.operands.isEmpty { line += [0x20] + path.bytes }
      tool.output.write(line + [0x0a])
    } catch {
      tool.report(QuotingStyle.message(path.bytes).text, error)
      status = 1
    }
  }
  return status
}
