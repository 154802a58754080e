// One run of a hash program: writing sums, or checking those that files list.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Writes and checks sums.
struct DigestRun {
  let tool: Tool
  /// The hash; nil where each line of a list names its own (`cksum -c`).
  let kind: DigestKind?
  let length: Int
  private let isTagged: Bool

  /// Nil when options do not go together; the message has been written.
  init?(_ tool: Tool, _ kind: DigestKind?, length: Int, isTagged: Bool? = nil) {
    (self.tool, self.kind, self.length) = (tool, kind, length)
    self.isTagged = isTagged ?? tool.has("tag")
    let isCheck = tool.has("c")
    if isCheck, tool.has("tag") {
      _ = tool.usageError("the --tag option is meaningless when verifying checksums")
      return nil
    }
    if isTagged == nil, tool.has("tag"), tool.options.last(of: ["t", "b"])?.isSame(as: "t") ?? false {
      _ = tool.usageError("--tag does not support --text mode")
      return nil
    }
    if isCheck, tool.has("z") {
      _ = tool.usageError("the --zero option is not supported when verifying checksums")
      return nil
    }
    if isCheck, tool.has("b") || tool.has("t") {
      _ = tool.usageError("the --binary and --text options are meaningless when verifying checksums")
      return nil
    }
    for option in ["ignore-missing", "status", "warn", "quiet", "strict"] where !isCheck {
      if tool.has(option.isSame(as: "warn") ? "w" : option) {
        _ = tool.usageError("the --\(option) option is meaningful only when verifying checksums")
        return nil
      }
    }
  }

  func run() -> Int32 {
    var status: Int32 = 0
    for path in tool.operands.isEmpty ? ["-"] : tool.operands {
      if tool.has("c") {
        var check = DigestCheck(self, path)
        if !check.run() { status = 1 }
      } else if let kind, let sum = sum(path, kind, length) {
        write(sum, path, kind)
      } else {
        status = 1
      }
    }
    return status
  }

  /// The sum of a file; nil after a message.
  func sum(_ path: String, _ kind: DigestKind, _ length: Int) -> Bytes? {
    do throws(Errno) {
      let input = try LineReader(path)
      let sum = kind.sum(input, length: length)
      if let failure = input.failure { throw failure }
      return sum
    } catch {
      tool.report(QuotingStyle.message(path.bytes).text, error)
      return nil
    }
  }

  private func write(_ sum: Bytes, _ path: String, _ kind: DigestKind) {
    let end: UInt8 = tool.has("z") ? 0 : 0x0a
    let name = tool.has("z") ? (path.bytes, false) : Self.escaped(path.bytes)
    if name.1 { tool.output.write(byte: UInt8(ascii: "\\")) }
    if isTagged {
      let suffix = length < kind.length ? "-\(length * 8)" : ""
      tool.output.write("\(kind.tag)\(suffix) (".bytes + name.0 + ") = ".bytes + sum + [end])
    } else {
      let isBinary = tool.options.last(of: ["b", "t"])?.isSame(as: "b") ?? false
      tool.output.write(sum + [0x20, isBinary ? UInt8(ascii: "*") : 0x20] + name.0 + [end])
    }
  }

  /// A name with `\`, newline and carriage return written as in C.
  private static func escaped(_ name: Bytes) -> (Bytes, Bool) {
    guard name.contains(where: { $0 == 0x0a || $0 == 0x0d || $0 == UInt8(ascii: "\\") }) else { return (name, false) }
    var text = Bytes()
    for byte in name {
      switch byte {
      case 0x0a: text += "\\n".bytes
      case 0x0d: text += "\\r".bytes
      case UInt8(ascii: "\\"): text += "\\\\".bytes
      default: text.append(byte)
      }
    }
    return (text, true)
  }
}
