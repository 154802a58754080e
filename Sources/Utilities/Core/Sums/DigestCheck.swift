// Checks the sums that a file lists.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// One list of sums.
struct DigestCheck {
  /// A line of a list.
  private struct Entry {
    var kind: DigestKind
    var sum: Bytes
    var name: Bytes
  }

  private let digests: DigestRun
  private let path: String
  private var tool: Tool { digests.tool }
  private var proper = 0
  private var improper = 0
  private var mismatched = 0
  private var unreadable = 0
  private var matched = 0

  init(_ run: DigestRun, _ path: String) { (digests, self.path) = (run, path) }

  /// Whether everything is as listed.
  mutating func run() -> Bool {
    let shown = path.isSame(as: "-") ? "standard input" : QuotingStyle.message(path.bytes).text
    do throws(Errno) {
      let input = try LineReader(path)
      var number = 0
      while let line = input.next() {
        number += 1
        if line.first == UInt8(ascii: "#") || line.isEmpty { continue }
        guard let entry = parse(line.last == 0x0d ? line.dropLast() : line) else {
          improper += 1
          if tool.has("w") {
            tool.report("\(shown): \(number): improperly formatted \(digests.kind?.tag ?? "CRC") checksum line")
          }
          continue
        }
        proper += 1
        check(entry)
      }
      if let failure = input.failure { throw failure }
    } catch {
      tool.report(shown, error)
      return false
    }
    return finish(shown)
  }

  private mutating func check(_ entry: Entry) {
    let name =
      entry.name.contains(0x0a) ? [UInt8(ascii: "\\")] + replace([0x0a], in: entry.name, with: "\\n".bytes) : entry.name
    let file = entry.name.text
    if tool.has("ignore-missing"), !file.isSame(as: "-"), status(file) == nil { return }
    guard let sum = digests.sum(file, entry.kind, entry.sum.count / 2) else {
      unreadable += 1
      if !tool.has("status") { tool.output.write(name + ": FAILED open or read\n".bytes) }
      return
    }
    let isSame = sum == entry.sum.map(Character8.lowered)
    if isSame { matched += 1 } else { mismatched += 1 }
    if tool.has("status") || (isSame && tool.has("quiet")) { return }
    tool.output.write(name + (isSame ? ": OK\n" : ": FAILED\n").bytes)
  }

  private func finish(_ shown: String) -> Bool {
    guard proper > 0 else {
      tool.report("\(shown): no properly formatted checksum lines found")
      return false
    }
    func warn(_ count: Int, _ one: String, _ many: String) {
      if count > 0, !tool.has("status") { tool.report("WARNING: \(count) \(count == 1 ? one : many)") }
    }
    warn(improper, "line is improperly formatted", "lines are improperly formatted")
    warn(unreadable, "listed file could not be read", "listed files could not be read")
    warn(mismatched, "computed checksum did NOT match", "computed checksums did NOT match")
    if tool.has("ignore-missing"), matched == 0 {
      if !tool.has("status") { tool.report("\(shown): no file was verified") }
      return false
    }
    return mismatched == 0 && unreadable == 0 && (improper == 0 || !tool.has("strict"))
  }

  // MARK: Lines

  private func parse(_ line: ArraySlice<UInt8>) -> Entry? {
    var rest = line.drop(while: Character8.isBlank)
    let isEscaped = rest.first == UInt8(ascii: "\\")
    if isEscaped { rest = rest.dropFirst() }
    guard var entry = parseTagged(rest) ?? parsePlain(rest) else { return nil }
    if isEscaped { entry.name = Self.unescaped(entry.name) }
    return entry
  }

  /// `MD5 (name) = sum`.
  private func parseTagged(_ line: ArraySlice<UInt8>) -> Entry? {
    guard let open = line.firstIndex(of: UInt8(ascii: "(")), let close = line.lastIndex(of: UInt8(ascii: ")")),
      open > line.startIndex, close > open
    else { return nil }
    var tag = Bytes(line[..<open])
    if tag.last == 0x20 { tag.removeLast() }
    for (_, kind) in DigestKind.names {
      if let known = digests.kind, known != kind { continue }
      guard tag.starts(with: kind.tag.utf8) else { continue }
      let suffix = tag.dropFirst(kind.tag.utf8.count)
      var length = kind.length
      if let dash = suffix.first {
        guard dash == UInt8(ascii: "-"), kind == .blake2b, let bits = suffix.dropFirst().decimal, bits > 0,
          bits % 8 == 0
        else { continue }
        length = bits / 8
      }
      let rest = line[(close + 1)...].drop(while: Character8.isBlank)
      guard rest.first == UInt8(ascii: "=") else { return nil }
      let sum = Bytes(rest.dropFirst().drop(while: Character8.isBlank))
      guard sum.count == length * 2, sum.allSatisfy(Self.isDigit) else { return nil }
      return Entry(kind: kind, sum: sum, name: Bytes(line[(open + 1)..<close]))
    }
    return nil
  }

  /// `sum  name` or `sum *name`.
  private func parsePlain(_ line: ArraySlice<UInt8>) -> Entry? {
    guard let kind = digests.kind else { return nil }
    let sum = Bytes(line.prefix(while: Self.isDigit))
    let isLong =
      kind == .blake2b ? sum.count >= 2 && sum.count % 2 == 0 && sum.count <= 128 : sum.count == kind.length * 2
    var name = line.dropFirst(sum.count)
    guard isLong, let blank = name.first, Character8.isBlank(blank), name.count > 1 else { return nil }
    name = name.dropFirst()
    if let mark = name.first, mark == 0x20 || mark == UInt8(ascii: "*"), name.count > 1 { name = name.dropFirst() }
    return Entry(kind: kind, sum: sum, name: Bytes(name))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    Character8.isDigit(byte) || (Character8.lowered(byte) >= 0x61 && Character8.lowered(byte) <= 0x66)
  }

  private static func unescaped(_ name: Bytes) -> Bytes {
    var text = Bytes()
    var isEscape = false
    for byte in name {
      if isEscape {
        text.append(byte == UInt8(ascii: "n") ? 0x0a : byte == UInt8(ascii: "r") ? 0x0d : byte)
        isEscape = false
      } else if byte == UInt8(ascii: "\\") {
        isEscape = true
      } else {
        text.append(byte)
      }
    }
    return text
  }
}
