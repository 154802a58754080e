// Offsets of searches: where from its match a search leads.

/// What stands behind a pattern: `/x/e+1`, `/x/-2`.
struct SearchOffset {
  private(set) var isLines = false
  private(set) var isEnd = false
  private(set) var amount = 0

  init(_ source: [UInt8]) {
    var rest = source[...]
    if let first = rest.first {
      switch first {
      case UInt8(ascii: "e"): isEnd = true
      case UInt8(ascii: "s"), UInt8(ascii: "b"): break
      case UInt8(ascii: "+"), UInt8(ascii: "-"), 0x30...0x39: isLines = true
      default: return
      }
      if !isLines { rest = rest.dropFirst() }
    }
    guard let sign = rest.first else { return }
    let digits = rest.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    var value = digits.isEmpty ? 1 : 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { break }
      value = min(value * 10 + Int(digit - 0x30), 1_000_000)
    }
    amount = sign == UInt8(ascii: "-") ? -value : value
  }

  /// Where a match leads.
  mutating func apply(to place: Position, length: Int, _ text: EditedText) -> MotionTarget {
    if isLines {
      return MotionTarget(Position(min(max(place.line + amount, 0), text.lastLine), 0), .lines)
    }
    guard isEnd || amount != 0 else { return MotionTarget(place) }
    let line = text.line(place.line)
    var index = isEnd && length > 0 ? Characters.previous(line, place.byte + length) : place.byte
    for _ in 0..<min(abs(amount), line.count) {
      index = amount > 0 ? Characters.next(line, index) : Characters.previous(line, index)
    }
    return MotionTarget(Position(place.line, index), isEnd ? .inclusive : .exclusive)
  }
}
