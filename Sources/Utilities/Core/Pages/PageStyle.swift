// What a call of `pr` asks for.

import System
import UtilityAlgorithms
import UtilitySupport

/// The options of pr.
struct PageStyle {
  /// How control characters are shown.
  enum Controls {
    case raw, hats, numbers
  }

  /// Tabs: which character, and how far its stops are apart.
  struct Tabs {
    var character: UInt8 = 0x09
    var width = 8
  }

  private(set) var columns = 1
  private(set) var isAcross = false
  private(set) var isParallel = false
  private(set) var isDouble = false
  private(set) var endsWithFormFeed = false
  private(set) var hasHeads = true
  private(set) var keepsFormFeeds = false
  private(set) var joinsLines = false
  private(set) var truncates = false
  private(set) var length = 66
  private(set) var width = 72
  private(set) var margin = 0
  private(set) var separator: Bytes?
  private(set) var inputTabs: Tabs?
  private(set) var outputTabs: Tabs?
  /// Numbers of lines: what stands behind them, and their digits.
  private(set) var numbers: Tabs?
  private(set) var firstNumber = 1
  private(set) var countsSkipped = true
  private(set) var firstPage = 1
  private(set) var lastPage = Int.max
  private var hasPages = false
  private(set) var controls = Controls.raw
  private(set) var title: Bytes?
  private(set) var dateFormat = "%Y-%m-%d %H:%M".bytes
  private var hasColumns = false

  /// The largest number that is taken, so that sums of a few stay in range.
  private static let largest = Int(Int32.max)

  /// False when an option is wrong; the message has been written.
  mutating func take(_ tool: Tool) -> Bool {
    isAcross = tool.has("a")
    isParallel = tool.has("m")
    isDouble = tool.has("d")
    endsWithFormFeed = tool.has("f") || tool.has("F")
    joinsLines = tool.has("J")
    hasHeads = !tool.has("t") && !tool.has("T")
    keepsFormFeeds = tool.options.last(of: ["t", "T"])?.isSame(as: "t") ?? false
    title = tool.options.value("h")
    dateFormat = tool.options.value("D") ?? dateFormat
    controls = tool.has("v") ? .numbers : tool.has("c") ? .hats : .raw
    guard takeColumns(tool), takeSizes(tool), takeCharacters(tool) else { return false }
    if isParallel, hasColumns {
      tool.report("cannot specify number of columns when printing in parallel")
      return false
    }
    if isParallel, isAcross {
      tool.report("cannot specify both printing across and printing in parallel")
      return false
    }
    if let text = tool.options.value("pages"), !takePages("+" + text.text) {
      tool.report("invalid --pages argument \(quoted(text))")
      return false
    }
    takeSeparators(tool)
    return true
  }

  /// Takes `+FIRST[:LAST]`; false when it is no such operand.
  mutating func takePages(_ operand: String) -> Bool {
    let text = operand.bytes
    guard !hasPages, text.first == UInt8(ascii: "+") else { return false }
    let parts = text.dropFirst().split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = parts.map { $0.decimal ?? 0 }
    guard numbers.allSatisfy({ $0 > 0 }), numbers.count < 2 || numbers[0] <= numbers[1] else { return false }
    (firstPage, lastPage) = (numbers[0], numbers.count > 1 ? numbers[1] : .max)
    hasPages = true
    return true
  }

  /// What is no number in `+FIRST[:LAST]`; nil for other operands, which are files.
  func wrongPages(_ operand: String) -> Bytes? {
    let text = operand.bytes
    guard !hasPages, text.first == UInt8(ascii: "+") else { return nil }
    let parts = text.dropFirst().split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.first { !($0.first.map(Character8.isDigit) ?? false) }.map { Bytes($0) }
  }

  /// A number of an option; nil when it is wrong, which has been reported as `what: 'text'`.
  private func number(_ tool: Tool, _ text: Bytes, _ what: String, from least: Int) -> Int? {
    guard let value = text.decimal else {
      tool.report("\(what): \(quoted(text))")
      return nil
    }
    guard value >= least, value <= Self.largest else {
      let reason = value > Self.largest ? "Value too large for defined data type" : "Numerical result out of range"
      tool.report("\(what): \(quoted(text)): \(reason)")
      return nil
    }
    return value
  }

  private mutating func takeColumns(_ tool: Tool) -> Bool {
    var digits = Bytes()
    var isAfterDigit = false
    for (key, value) in tool.options.inOrder {
      let isDigit = key.utf8.count == 1 && (key.utf8.first.map(Character8.isDigit) ?? false)
      if isDigit { digits = (isAfterDigit ? digits : []) + key.bytes }
      if key.isSame(as: "columns"), let value { digits = value }
      isAfterDigit = isDigit
    }
    guard !digits.isEmpty else { return true }
    guard let number = number(tool, digits, "invalid number of columns", from: 1) else { return false }
    (columns, hasColumns) = (number, true)
    return true
  }

  private mutating func takeSizes(_ tool: Tool) -> Bool {
    for (key, value) in tool.options.inOrder {
      guard let value else { continue }
      switch key.bytes {
      case "l":
        guard let read = number(tool, value, "'-l PAGE_LENGTH' invalid number of lines", from: 1) else { return false }
        length = read
      case "N":
        guard let read = number(tool, value, "'-N NUMBER' invalid starting line number", from: .min) else {
          return false
        }
        (firstNumber, countsSkipped) = (read, false)
      case "o":
        guard let read = number(tool, value, "'-o MARGIN' invalid line offset", from: 0) else { return false }
        margin = read
      case "w":
        guard let read = number(tool, value, "'-w PAGE_WIDTH' invalid number of characters", from: 1) else {
          return false
        }
        if !truncates { width = read }
      case "W":
        guard let read = number(tool, value, "'-W PAGE_WIDTH' invalid number of characters", from: 1) else {
          return false
        }
        (width, truncates) = (read, true)
      default: break
      }
    }
    return true
  }

  private mutating func takeCharacters(_ tool: Tool) -> Bool {
    for key in ["e", "i", "n"] where tool.has(key) {
      var tabs = Tabs(character: 0x09, width: key.isSame(as: "n") ? 5 : 8)
      var text = (tool.options.value(key) ?? [])[...]
      if let first = text.first, !Character8.isDigit(first) {
        tabs.character = first
        text = text.dropFirst()
      }
      if !text.isEmpty {
        guard let number = text.decimal, number > 0, number <= Self.largest else {
          _ = tool.usageError("'-\(key)' extra characters or invalid number in the argument: \(quoted(Bytes(text)))")
          return false
        }
        tabs.width = number
      }
      switch key.bytes {
      case "e": inputTabs = tabs
      case "i": outputTabs = tabs
      default: numbers = tabs
      }
    }
    return true
  }

  /// What stands between columns, and whether they are aligned: the older letters -w and -s mean -W, -J and -S.
  private mutating func takeSeparators(_ tool: Tool) {
    var text = Bytes()
    var hasText = false
    for (key, value) in tool.options.all(of: ["s", "S"]) {
      if key.isSame(as: "S") {
        (text, hasText) = (value ?? [], true)
      } else if !hasText, let value {
        text = value
      }
    }
    let hasOld = tool.options.last(of: ["s", "S"])?.isSame(as: "s") ?? false
    let hasOldWidth = tool.options.last(of: ["w", "W"])?.isSame(as: "w") ?? false
    let hasSeveral = isParallel || hasColumns
    if hasOldWidth {
      if hasSeveral {
        truncates = true
        if hasOld { hasText = true }
      } else {
        joinsLines = true
      }
    } else if !hasText, hasOld, hasSeveral {
      if truncates {
        hasText = true
      } else {
        joinsLines = true
        hasText = !text.isEmpty
      }
    }
    separator = hasText ? text : nil
  }
}
