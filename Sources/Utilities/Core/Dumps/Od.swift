// od: shows bytes as numbers and characters.
//
// Specification: POSIX.1-2017, od; GNU coreutils 9.1. Floating point is there in double and single precision.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

private let shorthands: [(String, String)] = [
  ("a", "a"), ("b", "o1"), ("c", "c"), ("d", "u2"), ("f", "fF"), ("i", "dI"), ("l", "dL"), ("o", "o2"), ("s", "d2"),
  ("x", "x2"), ("h", "x2"),
]

let odProgram = Utility(
  "od", "[OPTION]... [FILE]...", "Show bytes as numbers and characters.",
  [
    OptionDescription("-A --address-radix=RADIX", "d, o, x or n for offsets"),
    OptionDescription("-j --skip-bytes=SIZE", "not the first bytes"),
    OptionDescription("-N --read-bytes=SIZE", "at most so many bytes"),
    OptionDescription("-S --strings=LENGTH", "only strings of at least so many characters (3)"),
    OptionDescription("-t --format=TYPE", "a, c, d[SIZE], f[SIZE], o[SIZE], u[SIZE], x[SIZE], each with z"),
    OptionDescription("-v --output-duplicates", "repeated lines, too"),
    OptionDescription("-w[BYTES] --width[=BYTES]", "so many bytes a line (16)"),
    OptionDescription("--endian=ORDER", "big or little"),
  ] + shorthands.map { OptionDescription("-\($0.0)", "as -t \($0.1)") }
) { tool in
  guard var dump = OctalDump(tool) else { return 1 }
  var status: Int32 = 0
  if tool.has("S") {
    status = dump.writeStrings()
  } else {
    var isOpen = false
    status = tool.forEachReader { reader in
      isOpen = true
      while !dump.isComplete {
        let chunk = reader.nextChunk()
        if chunk.isEmpty { return }
        dump.add(chunk)
      }
    }
    if isOpen, !dump.finish() { status = 1 }
  }
  return status
}

/// Collects lines and writes them.
private struct OctalDump {
  private let tool: Tool
  private var formats: [DumpFormat] = []
  private var radix = 8
  private var width = 16
  private var left = Int.max
  private var skip = 0
  private var offset = 0
  private var line = Bytes()
  private var last = Bytes()
  private var isSqueezing = false

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    self.tool = tool
    if let text = tool.options.value("A") {
      guard let letter = text.first, "doxn".utf8.contains(letter), text.count == 1 else {
        tool.report("invalid output address radix '\(text.text)'; it must be one character from [doxn]")
        return nil
      }
      radix = letter == UInt8(ascii: "d") ? 10 : letter == UInt8(ascii: "x") ? 16 : letter == UInt8(ascii: "n") ? 0 : 8
    }
    for (key, what) in [("j", "-j"), ("N", "-N")] {
      guard let text = tool.options.value(key) else { continue }
      guard
        let size = IntegerText(text).length == text.count
          ? Int(clamping: IntegerText(text).magnitude) : ByteSize.parse(text)
      else {
        tool.report("invalid \(what) argument \(quoted(text))")
        return nil
      }
      if key.isSame(as: "j") { skip = size } else { left = size }
    }
    let isBig = tool.options.value("endian").map { $0.first == UInt8(ascii: "b") } ?? false
    for (key, value) in tool.options.inOrder {
      let short = shorthands.first { $0.0.isSame(as: key) }?.1.bytes
      guard let text = key.isSame(as: "t") ? value : short else { continue }
      guard let found = DumpFormat.parse(text, isBig: isBig) else {
        tool.report("invalid type string \(quoted(text))")
        return nil
      }
      formats += found
    }
    if formats.isEmpty, let standard = DumpFormat.parse("o2".bytes, isBig: isBig) { formats = standard }
    if tool.has("w") {
      let text = tool.options.value("w") ?? "32".bytes
      let unit = formats.reduce(1) { max($0, $1.size) }
      guard let number = text.decimal, number > 0, number < 1 << 16 else {
        tool.report("invalid -w argument \(quoted(text))")
        return nil
      }
      width = number % unit == 0 ? number : unit
      if width != number { tool.report("warning: invalid width \(number); using \(width) instead") }
    }
    offset = skip
    // All formats take as many columns for a byte as the widest needs.
    let columns = formats.map { ($0.columns + 1) * (width / $0.size) }.max() ?? 0
    for index in formats.indices { formats[index].fit(width: width, columns: columns) }
  }

  var isComplete: Bool { left == 0 || tool.isOutputClosed }

  mutating func add(_ chunk: ArraySlice<UInt8>) {
    var rest = chunk.dropFirst(skip)
    skip -= chunk.count - rest.count
    rest = rest.prefix(left)
    left -= rest.count
    while !rest.isEmpty {
      let part = rest.prefix(width - line.count)
      line += part
      rest = rest.dropFirst(part.count)
      if line.count == width { endLine() }
    }
  }

  private mutating func endLine() {
    if line == last, line.count == width, !tool.has("v") {
      if !isSqueezing { tool.output.write("*\n") }
      isSqueezing = true
    } else {
      isSqueezing = false
      for (index, format) in formats.enumerated() {
        let start = index == 0 ? address() : Bytes(repeating: 0x20, count: address().count)
        tool.output.write(start + format.formatted(line, width: width) + [0x0a])
      }
    }
    offset += line.count
    (last, line) = (line, [])
  }

  private func address() -> Bytes {
    if radix == 0 { return [] }
    let digits = String(offset, radix: radix).bytes
    let length = radix == 16 ? 6 : 7
    return Bytes(repeating: 0x30, count: max(0, length - digits.count)) + digits
  }

  /// False when there were fewer bytes than were to be skipped.
  mutating func finish() -> Bool {
    if skip > 0 {
      tool.report("cannot skip past end of combined input")
      return false
    }
    if !line.isEmpty { endLine() }
    if radix != 0 { tool.output.write(address() + [0x0a]) }
    return true
  }

  /// Runs of printable characters that end with NUL.
  mutating func writeStrings() -> Int32 {
    let least = (tool.options.value("S") ?? [0x33]).decimal ?? 3
    var run = Bytes()
    var place = 0
    let status = tool.forEachReader { reader in
      while !isComplete {
        let chunk = reader.nextChunk()
        if chunk.isEmpty { return }
        for byte in chunk {
          if Character8.isPrintable(byte) || (byte >= 0x07 && byte <= 0x0d) {
            run.append(byte)
          } else {
            if byte == 0, run.count >= least {
              offset = place - run.count
              tool.output.write(address() + (radix == 0 ? [] : [0x20]) + run + [0x0a])
            }
            run = []
          }
          place += 1
        }
      }
    }
    return status
  }
}
