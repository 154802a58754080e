// What a call of `sort` asks for.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// The options of sort.
struct SortPlan {
  enum Check {
    case aloud, silent
  }

  private(set) var order = LineOrder()
  private(set) var inputs: [String]
  private(set) var checks: Check?
  /// Bytes of memory for lines.
  private(set) var memory = 256 << 20
  /// Runs that are merged at once.
  private(set) var batch = 16
  let isUnique: Bool
  let isMerge: Bool
  let separator: UInt8

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool) {
    inputs = tool.operands
    isUnique = tool.has("u")
    isMerge = tool.has("m")
    separator = tool.has("z") ? 0 : 0x0a
    order.isStable = tool.has("s") || isUnique
    order.seed = UInt64.random(in: 0...(.max))
    guard takeOrder(tool), takeKeys(tool), takeCheck(tool), takeSizes(tool), takeInputs(tool) else { return nil }
  }

  private mutating func takeOrder(_ tool: Tool) -> Bool {
    for letter in "bdfghiMnRrV".utf8 where tool.has(Bytes([letter]).text) { _ = order.global.take(letter) }
    if let text = tool.options.value("sort") {
      let words = [
        ("general-numeric", "g"), ("human-numeric", "h"), ("month", "M"), ("numeric", "n"), ("random", "R"),
        ("version", "V"),
      ]
      guard let word = tool.choice(text, of: words.map { $0.0 }, "--sort") else { return false }
      for (name, letter) in words where name.isSame(as: word) { _ = order.global.take(letter.bytes[0]) }
    }
    guard let text = tool.options.value("t") else { return true }
    guard text.count == 1 || text.elementsEqual("\\0".utf8) else {
      tool.report(text.isEmpty ? "empty tab" : "multi-character tab \(quoted(text))")
      return false
    }
    order.separator = text.count == 1 ? text[0] : 0
    return true
  }

  private mutating func takeKeys(_ tool: Tool) -> Bool {
    for text in tool.options.values("k") {
      do throws(SortKey.KeyError) {
        var key = try SortKey(text)
        if !key.hasOptions { key.inherit(order.global) }
        order.keys.append(key)
      } catch {
        tool.report(error.message)
        return false
      }
    }
    for key in order.keys + [order.global] {
      guard let letters = key.conflict else { continue }
      tool.report("options '-\(letters.text)' are incompatible")
      return false
    }
    return true
  }

  private mutating func takeCheck(_ tool: Tool) -> Bool {
    guard let last = tool.options.last(of: ["c", "C"]) else { return true }
    checks = last.isSame(as: "C") ? .silent : .aloud
    if last.isSame(as: "c"), let text = tool.options.value("c") {
      let ways = ["quiet", "silent", "diagnose-first"]
      guard let how = tool.choice(text, of: ways, "--check") else { return false }
      if !how.isSame(as: "diagnose-first") { checks = .silent }
    }
    if inputs.count > 1 {
      tool.report("extra operand \(quoted(inputs[1])) not allowed with -\(last)")
      return false
    }
    if tool.has("o") {
      tool.report("options '-\(last)o' are incompatible")
      return false
    }
    return true
  }

  private mutating func takeSizes(_ tool: Tool) -> Bool {
    if let text = tool.options.value("S") {
      guard let size = Self.size(text) else {
        tool.report("invalid -S argument \(quoted(text))")
        return false
      }
      memory = max(64 * 1024, min(size, LineSorter.capacity))
    }
    for (key, least) in [("parallel", 1), ("batch-size", 2)] {
      guard let text = tool.options.value(key) else { continue }
      guard let number = text.decimal else {
        tool.report("invalid --\(key) argument \(quoted(text))")
        return false
      }
      guard number >= least else {
        if key.isSame(as: "parallel") {
          tool.report("number in parallel must be nonzero")
        } else {
          tool.report("invalid --batch-size argument \(quoted(text))")
          tool.report("minimum --batch-size argument is '2'")
        }
        return false
      }
      if key.isSame(as: "batch-size") { batch = min(number, 64) }
    }
    return true
  }

  /// A size in KiB, or with a unit; a part of the memory (`50%`) is taken as that much of a gigabyte.
  private static func size(_ text: Bytes) -> Int? {
    if text.last == UInt8(ascii: "%") {
      guard let part = text.dropLast().decimal, part >= 0, part < 1 << 20 else { return nil }
      return part * (1 << 30) / 100
    }
    if text.last == UInt8(ascii: "b") { return text.dropLast().decimal }
    if let number = text.decimal { return number >= 0 && number < 1 << 50 ? number * 1024 : nil }
    return ByteSize.parse(text)
  }

  private mutating func takeInputs(_ tool: Tool) -> Bool {
    guard let path = tool.options.value("files0-from")?.text else {
      if inputs.isEmpty { inputs = ["-"] }
      return true
    }
    if let extra = inputs.first {
      _ = tool.usageError("extra operand \(quoted(extra))\nfile operands cannot be combined with --files0-from", 2)
      return false
    }
    do throws(Errno) {
      let reader = try LineReader(path, separator: 0)
      while let name = reader.next() { inputs.append(Bytes(name).text) }
    } catch {
      tool.report("open failed: \(shown(path))", error)
      return false
    }
    if inputs.isEmpty { tool.report("no input from \(quoted(path))") }
    return !inputs.isEmpty
  }
}
