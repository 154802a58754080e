// tr: translates, squeezes and deletes bytes.
//
// Specification: POSIX.1-2017, tr; GNU coreutils 9.1 for messages. Sets are of bytes.

import System
import UtilitySupport

let trProgram = Utility(
  "tr", "[OPTION]... SET1 [SET2]", "Translate, squeeze or delete bytes.",
  [
    OptionDescription("-c --complement", "all bytes that are not in SET1"), OptionDescription("-C", "as -c"),
    OptionDescription("-d --delete", "delete bytes of SET1"),
    OptionDescription("-s --squeeze-repeats", "one of repeated bytes of the last set"),
    OptionDescription("-t --truncate-set1", "SET1 is as long as SET2"),
  ]
) { tool in
  let operands = tool.operands
  guard let text = operands.first else { return tool.missingOperand() }
  let deletes = tool.has("d")
  let squeezes = tool.has("s")
  let wanted = deletes == squeezes ? 2 : 1
  if operands.count < wanted, !(squeezes && !deletes) {
    return tool.usageError("missing operand after '\(text)'\nTwo strings must be given when translating.")
  }
  if operands.count > 2 || (deletes && !squeezes && operands.count > 1) {
    return tool.usageError("extra operand '\(operands[operands.count - 1])'")
  }
  var first = ByteSet.expand(text.bytes, padTo: 0)
  if tool.has("c") || tool.has("C") { first = (0...255).map { UInt8($0) }.filter { !first.contains($0) } }
  var second = operands.count > 1 ? ByteSet.expand(operands[1].bytes, padTo: first.count) : []
  if tool.has("t") { first = Bytes(first.prefix(second.count)) }
  var translation = (0...255).map { UInt8($0) }
  let translates = !deletes && operands.count > 1
  if translates {
    guard let last = second.last else { return tool.usageError("when not truncating set1, string2 must be non-empty") }
    while second.count < first.count { second.append(last) }
    for (from, to) in zip(first, second) { translation[Int(from)] = to }
  }
  var isDeleted = [Bool](repeating: false, count: 256)
  if deletes { for byte in first { isDeleted[Int(byte)] = true } }
  var isSqueezed = [Bool](repeating: false, count: 256)
  if squeezes { for byte in operands.count > 1 ? second : first { isSqueezed[Int(byte)] = true } }
  return run(tool, translation, isDeleted, isSqueezed)
}

private func run(_ tool: Tool, _ translation: Bytes, _ isDeleted: [Bool], _ isSqueezed: [Bool]) -> Int32 {
  guard let input = try? InputFile("-") else { return 1 }
  var last: UInt8?
  while !tool.isOutputClosed {
    let chunk = input.nextChunk()
    if chunk.isEmpty { break }
    var output = Bytes()
    output.reserveCapacity(chunk.count)
    for byte in chunk where !isDeleted[Int(byte)] {
      let translated = translation[Int(byte)]
      if translated == last, isSqueezed[Int(translated)] { continue }
      last = translated
      output.append(translated)
    }
    tool.output.write(output)
  }
  return 0
}

/// The sets of `tr`.
private enum ByteSet {
  /// The bytes of a set in order. `[x*]` is as long as it takes to reach `padTo`.
  static func expand(_ text: Bytes, padTo: Int) -> Bytes {
    var bytes = Bytes()
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "["), let (members, end) = bracket(text, index, have: bytes.count, padTo: padTo) {
        bytes += members
        index = end
        continue
      }
      let (byte, end) = single(text, index)
      index = end
      guard index + 1 < text.count, text[index] == UInt8(ascii: "-") else {
        bytes.append(byte)
        continue
      }
      let (high, behind) = single(text, index + 1)
      index = behind
      if byte <= high { bytes += byte...high }
    }
    return bytes
  }

  private static func single(_ text: Bytes, _ index: Int) -> (UInt8, end: Int) {
    guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else { return (text[index], index + 1) }
    let letter = text[index + 1]
    switch letter {
    case UInt8(ascii: "n"): return (0x0a, index + 2)
    case UInt8(ascii: "t"): return (0x09, index + 2)
    case UInt8(ascii: "r"): return (0x0d, index + 2)
    case UInt8(ascii: "a"): return (0x07, index + 2)
    case UInt8(ascii: "b"): return (0x08, index + 2)
    case UInt8(ascii: "f"): return (0x0c, index + 2)
    case UInt8(ascii: "v"): return (0x0b, index + 2)
    case 0x30...0x37:
      let digits = Bytes(text[(index + 1)...].prefix(3).prefix { $0 >= 0x30 && $0 <= 0x37 })
      return (UInt8(truncatingIfNeeded: digits.octal ?? 0), index + 1 + digits.count)
    default: return (letter, index + 2)
    }
  }

  private static func bracket(
    _ text: Bytes, _ start: Int, have: Int, padTo: Int
  ) -> (Bytes, end: Int)? {
    let rest = text[start...]
    if rest.count > 3, text[start + 1] == UInt8(ascii: ":"),
      let colon = text[(start + 2)...].firstIndex(of: UInt8(ascii: ":")), colon + 1 < text.count,
      text[colon + 1] == UInt8(ascii: "]"),
      let test = classTest(Bytes(text[(start + 2)..<colon]))
    {
      return ((0...255).map { UInt8($0) }.filter(test), colon + 2)
    }
    guard rest.count > 3, start + 2 < text.count, text[start + 2] == UInt8(ascii: "*"),
      let close = text[(start + 3)...].firstIndex(of: UInt8(ascii: "]"))
    else { return nil }
    let digits = Bytes(text[(start + 3)..<close])
    let count = digits.isEmpty ? max(0, padTo - have) : digits.first == 0x30 ? digits.octal : digits.decimal
    guard let count, count >= 0, count <= 1 << 16 else { return nil }
    return (Bytes(repeating: text[start + 1], count: count), close + 1)
  }

  private static func classTest(_ name: Bytes) -> ((UInt8) -> Bool)? {
    switch name {
    case "alpha": Character8.isLetter
    case "digit": Character8.isDigit
    case "alnum": { Character8.isLetter($0) || Character8.isDigit($0) }
    case "upper": { $0 >= 0x41 && $0 <= 0x5a }
    case "lower": { $0 >= 0x61 && $0 <= 0x7a }
    case "space": Character8.isSpace
    case "blank": Character8.isBlank
    case "punct": { $0 > 0x20 && $0 < 0x7f && !Character8.isLetter($0) && !Character8.isDigit($0) }
    case "print": Character8.isPrintable
    case "graph": { $0 > 0x20 && $0 < 0x7f }
    case "cntrl": { $0 < 0x20 || $0 == 0x7f }
    case "xdigit": { Character8.isDigit($0) || (Character8.lowered($0) >= 0x61 && Character8.lowered($0) <= 0x66) }
    default: nil
    }
  }
}
