// The names of the pieces that `split` makes: xaa, xab … xyz, xzaaa …

import UtilityAlgorithms
import UtilitySupport

/// Names one behind the other.
struct SplitNames {
  private let prefix: Bytes
  private let suffix: Bytes
  private let digits: Bytes
  private var number: Int
  private var length: Int
  /// Whether names become longer when they are used up.
  private var grows: Bool
  /// How often the last digit stands before the letters.
  private var leading = 0
  /// Whether empty pieces get no file.
  var elides = false

  /// Nil when an option is wrong; the message has been written.
  init?(_ tool: Tool, pieces: Int?) {
    prefix = tool.operands.count > 1 ? tool.operands[1].bytes : "x".bytes
    suffix = tool.options.value("additional-suffix") ?? []
    if suffix.contains(UInt8(ascii: "/")) {
      _ = tool.usageError("invalid suffix \(quoted(suffix)), contains directory separator")
      return nil
    }
    let kind = tool.options.last(of: ["d", "numeric-suffixes", "x", "hex-suffixes"])?.bytes ?? []
    switch kind {
    case "d", "numeric-suffixes": digits = "0123456789".bytes
    case "x", "hex-suffixes": digits = "0123456789abcdef".bytes
    default: digits = "abcdefghijklmnopqrstuvwxyz".bytes
    }
    let from = kind.isEmpty ? nil : tool.options.value(kind.text)
    number = 0
    if let from {
      var value = 0
      for byte in from {
        guard let digit = digits.firstIndex(of: Character8.lowered(byte)), value < 1 << 40 else {
          _ = tool.usageError("invalid start value for numerical suffix: \(quoted(from))")
          return nil
        }
        value = value * digits.count + digit
      }
      number = value
    }
    length = 0
    if let text = tool.options.value("a") {
      guard let given = tool.number(text, "suffix length", in: 0...200) else { return nil }
      length = given
    }
    grows = length == 0 && from == nil && pieces == nil
    if length == 0 {
      length = max(2, from?.count ?? 0)
      var room = digits.count * digits.count
      var last = number
      if let pieces { last += pieces - 1 }
      while pieces != nil, room <= last, length < 12 {
        length += 1
        room *= digits.count
      }
    }
  }

  /// The next name; nil when there are no more.
  mutating func next() -> String? {
    // The names that start with the last digit are kept for longer ones: xyz, xzaaa … xzyzz, xzzaaaa.
    if grows, number / power(length - 1) >= digits.count - 1 {
      leading += 1
      length += 1
      number = 0
    }
    var rest = number
    var letters = Bytes()
    for _ in 0..<length {
      letters.append(digits[rest % digits.count])
      rest /= digits.count
    }
    guard rest == 0, leading < 8 else { return nil }
    number += 1
    return (prefix + Bytes(repeating: digits[digits.count - 1], count: leading) + letters.reversed() + suffix).text
  }

  private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * digits.count } }
}
