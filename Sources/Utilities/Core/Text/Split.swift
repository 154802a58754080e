// split: cuts a file into pieces.
//
// Specification: POSIX.1-2017, split; GNU coreutils 9.1.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let splitProgram = Utility(
  "split", "[OPTION]... [FILE [PREFIX]]", "Cut a file into pieces.",
  [
    OptionDescription("-a --suffix-length=NUMBER", "letters behind the prefix (2)"),
    OptionDescription("--additional-suffix=TEXT", "behind these letters"),
    OptionDescription("-b --bytes=SIZE", "pieces of SIZE bytes"),
    OptionDescription("-C --line-bytes=SIZE", "lines, at most SIZE bytes of them"),
    OptionDescription("-d", "numbers instead of letters"),
    OptionDescription("--numeric-suffixes[=FROM]", "as -d, from FROM on"),
    OptionDescription("-x", "hexadecimal numbers instead of letters"),
    OptionDescription("--hex-suffixes[=FROM]", "as -x, from FROM on"),
    OptionDescription("-e --elide-empty-files", "no empty pieces with -n"),
    OptionDescription("-l --lines=NUMBER", "pieces of NUMBER lines (1000)"),
    OptionDescription("-n --number=CHUNKS", "N, K/N, l/N, l/K/N, r/N or r/K/N pieces"),
    OptionDescription("-t --separator=BYTE", "lines end with BYTE"), OptionDescription("-u --unbuffered", "ignored"),
    OptionDescription("--verbose", "say which files are made"),
  ], numberWords: .value
) { tool in
  if tool.operands.count > 2 { return tool.extraOperand(2) }
  guard let plan = SplitPlan(tool), var names = SplitNames(tool, pieces: plan.pieces) else { return 1 }
  names.elides = tool.has("e")
  let path = tool.operands.first ?? "-"
  do throws(Errno) {
    var run = SplitRun(tool, plan, names, try LineReader(path, separator: plan.separator))
    return try run.run()
  } catch {
    tool.report("cannot open \(quoted(path)) for reading", error)
    return 1
  }
}

/// How a file is cut.
struct SplitPlan {
  enum Method {
    case lines(Int)
    case bytes(Int)
    case lineBytes(Int)
    /// `lines`: at ends of lines; `only`: write the piece of that number, from 1, to the output.
    case chunks(Int, lines: Bool, only: Int?)
    case roundRobin(Int, only: Int?)
  }

  private(set) var method = Method.lines(1000)
  private(set) var separator: UInt8 = 0x0a

  /// How many pieces there will be, where that is known.
  var pieces: Int? {
    switch method {
    case .chunks(let count, _, _), .roundRobin(let count, _): count
    default: nil
    }
  }

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    let keys = tool.options.inOrder.map { $0.key }.filter { key in
      ["b", "C", "l", "n", "0"].contains { $0.isSame(as: key) }
    }
    if keys.count > 1 {
      _ = tool.usageError("cannot split in more than one way")
      return nil
    }
    if let text = tool.options.value("t") {
      guard text.count <= 1 || text.elementsEqual("\\0".utf8) else {
        tool.report("multi-character separator \(quoted(text))")
        return nil
      }
      separator = text.count == 1 ? text[0] : 0
    }
    guard let key = keys.first, let text = tool.options.value(key) else { return }
    switch key.bytes {
    case "b", "C":
      guard let size = tool.number(text, "number of bytes", in: 1...(.max), units: true) else { return nil }
      method = key.isSame(as: "b") ? .bytes(size) : .lineBytes(size)
    case "n":
      guard let chunks = Self.chunks(tool, text) else { return nil }
      method = chunks
    default:
      guard let count = tool.number(text, "number of lines", in: 1...(.max), units: true) else { return nil }
      method = .lines(count)
    }
  }

  private static func chunks(_ tool: Tool, _ text: Bytes) -> Method? {
    var parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Bytes($0) }
    let isLines = parts.count > 1 && parts[0].elementsEqual("l".utf8)
    let isRobin = parts.count > 1 && parts[0].elementsEqual("r".utf8)
    if isLines || isRobin { parts.removeFirst() }
    guard parts.count <= 2, let last = parts.last else {
      tool.report("invalid number of chunks: \(quoted(text))")
      return nil
    }
    guard let count = tool.number(last, "number of chunks", in: 1...(1 << 20)) else { return nil }
    var only: Int?
    if parts.count == 2 {
      guard let number = tool.number(parts[0], "chunk number", in: 1...count) else { return nil }
      only = number
    }
    return isRobin ? .roundRobin(count, only: only) : .chunks(count, lines: isLines, only: only)
  }
}
