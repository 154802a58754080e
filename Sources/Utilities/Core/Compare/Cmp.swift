// cmp: where two files differ, byte by byte.
//
// Specification: POSIX.1-2017, cmp; GNU diffutils 3.8.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let cmpProgram = Utility(
  "cmp", "[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]", "Compare two files byte by byte.",
  [
    OptionDescription("-b --print-bytes", "show the bytes that differ"),
    OptionDescription("-i --ignore-initial=SKIP", "not the first SKIP (or SKIP1:SKIP2) bytes"),
    OptionDescription("-l --verbose", "all bytes that differ"),
    OptionDescription("-n --bytes=LIMIT", "at most so many"),
    OptionDescription("-s --quiet", "no output"), OptionDescription("--silent", "no output"),
  ], usageStatus: 2, hintsByName: true
) { tool in
  let operands = tool.operands
  if operands.isEmpty { return tool.comparisonError("missing operand after 'cmp'") }
  if operands.count > 4 { return tool.comparisonError("extra operand '\(operands[4])'") }
  if tool.has("l"), tool.has("s") || tool.has("silent") {
    return tool.comparisonError("options -l and -s are incompatible")
  }
  var skips = [0, 0]
  if let text = tool.options.value("i") {
    let parts = text.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      guard let size = ByteSize.parse(Bytes(part)), size >= 0 else {
        return tool.comparisonError("invalid --ignore-initial value '\(text.text)'")
      }
      skips[index] = size
      if parts.count == 1 { skips[1] = size }
    }
  }
  for index in 2..<max(2, operands.count) {
    guard let size = ByteSize.parse(operands[index].bytes), size >= 0 else {
      return tool.comparisonError("invalid --ignore-initial value '\(operands[index])'")
    }
    skips[index - 2] = max(skips[index - 2], size)
  }
  var limit = Int.max
  if let text = tool.options.value("n") {
    guard let size = ByteSize.parse(text), size >= 0 else {
      return tool.comparisonError("invalid --bytes value '\(text.text)'")
    }
    limit = size
  }
  let paths = [operands[0], operands.count > 1 ? operands[1] : "-"]
  var sides: [ByteSide] = []
  for (path, skip) in zip(paths, skips) {
    do throws(Errno) { sides.append(ByteSide(try LineReader(path), skip: skip)) } catch {
      tool.report(path, error)
      return 2
    }
  }
  return ByteComparison(tool, paths, sides).run(limit: limit)
}

/// One of the two files, as a stream of bytes.
private struct ByteSide {
  private let reader: LineReader
  private(set) var chunk: ArraySlice<UInt8> = []

  init(_ reader: LineReader, skip: Int) {
    self.reader = reader
    var left = skip
    while left > 0 {
      chunk = reader.nextChunk()
      if chunk.isEmpty { return }
      let count = min(left, chunk.count)
      chunk = chunk.dropFirst(count)
      left -= count
    }
  }

  /// Reads on where nothing is left; false at the end.
  mutating func fill() -> Bool {
    if chunk.isEmpty { chunk = reader.nextChunk() }
    return !chunk.isEmpty
  }

  mutating func drop(_ count: Int) { chunk = chunk.dropFirst(count) }
}

private struct ByteComparison {
  private let tool: Tool
  private let paths: [String]
  private var sides: [ByteSide]
  private var offset = 0
  private var lines = 0
  private var last: UInt8 = 0x0a

  init(_ tool: Tool, _ paths: [String], _ sides: [ByteSide]) {
    (self.tool, self.paths, self.sides) = (tool, paths, sides)
  }

  private var isSilent: Bool { tool.has("s") || tool.has("silent") }

  func run(limit: Int) -> Int32 {
    var copy = self
    return copy.compare(limit)
  }

  private mutating func compare(_ limit: Int) -> Int32 {
    var left = limit
    var differs = false
    while left > 0 {
      let (hasFirst, hasSecond) = (sides[0].fill(), sides[1].fill())
      guard hasFirst, hasSecond else {
        if hasFirst == hasSecond { break }
        return reportEnd(hasFirst ? 1 : 0)
      }
      let count = min(sides[0].chunk.count, sides[1].chunk.count, left)
      let (first, second) = (sides[0].chunk.prefix(count), sides[1].chunk.prefix(count))
      if !(first.elementsEqual(second)) {
        if isSilent { return 1 }
        differs = true
        if !tool.has("l") { return reportFirst(first, second) }
        writeAll(first, second)
      }
      lines += first.count { $0 == 0x0a }
      last = first.last ?? last
      offset += count
      left -= count
      sides[0].drop(count)
      sides[1].drop(count)
    }
    return differs ? 1 : 0
  }

  private func reportFirst(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int32 {
    var line = lines + 1
    var place = offset
    for (one, two) in zip(first, second) {
      place += 1
      if one != two {
        let bytes = tool.has("b") ? " is \(Self.described(one)) \(Self.described(two))" : ""
        let word = tool.has("b") ? "byte" : "char"
        tool.output.write("\(paths[0]) \(paths[1]) differ: \(word) \(place), line \(line)\(bytes)\n")
        return 1
      }
      if one == 0x0a { line += 1 }
    }
    return 1
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: " ", count: max(0, 3 - digits.utf8.count)) + digits
  }

  /// A byte as its number and its character.
  private static func described(_ byte: UInt8) -> String { "\(octal(byte)) \(character(byte).text)" }

  private static func character(_ byte: UInt8) -> Bytes {
    let high: Bytes = byte >= 0x80 ? "M-".bytes : []
    let low = byte & 0x7f
    if low < 0x20 { return high + [UInt8(ascii: "^"), low ^ 0x40] }
    return low == 0x7f ? high + "^?".bytes : high + [low]
  }

  private func writeAll(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) {
    var width = 1
    let sizes = paths.map { $0.isSame(as: "-") ? UInt64.max : status($0)?.size ?? .max }
    let size = min(sizes[0], sizes[1])
    width = size == .max ? 19 : Bytes(decimal: size).count
    for (index, (one, two)) in zip(first, second).enumerated() where one != two {
      let place = Bytes(decimal: offset + index + 1).rightAligned(width).text
      if tool.has("b") {
        let left = "\(Self.octal(one)) ".bytes + Self.character(one).leftAligned(4)
        tool.output.write("\(place) ".bytes + left + " \(Self.described(two))\n".bytes)
      } else {
        tool.output.write("\(place) \(Self.octal(one)) \(Self.octal(two))\n")
      }
    }
  }

  private func reportEnd(_ side: Int) -> Int32 {
    if isSilent { return 1 }
    if offset == 0 {
      tool.report("EOF on \(paths[side]) which is empty")
    } else if tool.has("l") {
      tool.report("EOF on \(paths[side]) after byte \(offset)")
    } else {
      let line = lines + (last == 0x0a ? 0 : 1)
      let what = last == 0x0a ? "line \(line)" : "in line \(line)"
      tool.report("EOF on \(paths[side]) after byte \(offset), \(what)")
    }
    return 1
  }
}
