// The path of a window: FLAGS/X/Y/WIDTH/HEIGHT/TITLE, as a client wrote it.
//
// Numbers are logical pixels. Every byte comes from outside: what is not understood makes the request invalid, what is
// out of bounds is clamped.

/// A client's wish for a window, checked.
public struct WindowRequest: Equatable, Sendable {
  public var flags: WindowFlags
  /// Logical pixels; nil: placed by the compositor.
  public var position: (x: Int, y: Int)?
  /// Content size in logical pixels.
  public var width: Int
  public var height: Int
  /// UTF-8.
  public var title: [UInt8]

  public init(
    flags: WindowFlags = .resizable, position: (x: Int, y: Int)? = nil, width: Int, height: Int, title: [UInt8] = []
  ) {
    self.flags = flags
    self.position = position
    self.width = min(max(width, 0), Limits.coordinate)
    self.height = min(max(height, 0), Limits.coordinate)
    self.title = WindowRequest.cut(title, to: Limits.title)
  }

  /// Parses a path; nil if it is not of the form above.
  public init?(parsing path: [UInt8]) {
    var fields: [ArraySlice<UInt8>] = []
    var rest = path[...]
    while fields.count < 5, let slash = rest.firstIndex(of: 0x2F) {
      fields.append(rest[..<slash])
      rest = rest[(slash + 1)...]
    }
    if fields.count == 4 {
      fields.append(rest)
      rest = []
    }
    guard fields.count == 5 else { return nil }
    var flags = WindowFlags()
    for letter in fields[0] {
      guard let flag = WindowFlags(letter: letter) else { return nil }
      flags.insert(flag)
    }
    guard let x = WindowRequest.number(fields[1]), let y = WindowRequest.number(fields[2]),
      let width = WindowRequest.number(fields[3]), let height = WindowRequest.number(fields[4])
    else { return nil }
    self.init(
      flags: flags, position: x == -1 && y == -1 ? nil : (x, y), width: width, height: height, title: Array(rest))
  }

  public static func == (left: WindowRequest, right: WindowRequest) -> Bool {
    left.flags == right.flags && left.position?.x == right.position?.x && left.position?.y == right.position?.y
      && left.width == right.width && left.height == right.height && left.title == right.title
  }

  /// At most `limit` bytes of UTF-8, whole characters only.
  public static func cut(_ text: [UInt8], to limit: Int) -> [UInt8] {
    guard text.count > limit else { return text }
    var end = limit
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[..<end])
  }

  /// A decimal number with an optional sign, clamped to ±`Limits.coordinate`.
  static func number(_ text: ArraySlice<UInt8>) -> Int? {
    let negative = text.first == 0x2D
    let digits = negative ? text.dropFirst() : text
    guard !digits.isEmpty, digits.count <= 10 else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    value = min(value, Limits.coordinate)
    return negative ? -value : value
  }
}
