// The colours that a program may change and ask for: the 256 entries of the palette and the three dynamic colours.
// The application sets them from its theme; OSC 4, 10, 11, 12, 104, 110, 111 and 112 work on top. Includes the
// XParseColor forms that programs send.

/// An 8-bit RGB colour.
public struct PaletteColour: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// From 0xRRGGBB.
  public init(_ hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// Reads "#rgb", "#rrggbb", "#rrrrggggbbbb" and "rgb:r/g/b" with one to four digits each.
  public init?(parsing text: ArraySlice<UInt8>) {
    var groups: [[UInt8]] = []
    if text.first == 0x23 {
      let digits = Array(text.dropFirst())
      guard [3, 6, 9, 12].contains(digits.count) else { return nil }
      let size = digits.count / 3
      for group in 0..<3 { groups.append(Array(digits[group * size..<(group + 1) * size])) }
    } else {
      guard text.starts(with: Array("rgb:".utf8)) else { return nil }
      groups = text.dropFirst(4).split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
    }
    guard groups.count == 3, let red = Self.channel(groups[0]), let green = Self.channel(groups[1]),
      let blue = Self.channel(groups[2])
    else { return nil }
    self.init(red, green, blue)
  }

  private static func channel(_ digits: [UInt8]) -> UInt8? {
    guard !digits.isEmpty && digits.count <= 4 else { return nil }
    var value = 0
    var full = 0
    for digit in digits {
      guard let nibble = hexDigit(digit) else { return nil }
      value = value * 16 + nibble
      full = full * 16 + 15
    }
    return UInt8(truncatingIfNeeded: (value * 255 + full / 2) / full)
  }

  /// "rgb:rrrr/gggg/bbbb", the form of the answers.
  var reported: [UInt8] {
    var text = Array("rgb:".utf8)
    for (index, value) in [red, green, blue].enumerated() {
      if index > 0 { text.append(0x2F) }
      for nibble in [value >> 4, value & 15, value >> 4, value & 15] {
        text.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
      }
    }
    return text
  }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> Int? {
  switch byte {
  case 0x30...0x39: Int(byte) - 0x30
  case 0x41...0x46: Int(byte) - 0x37
  case 0x61...0x66: Int(byte) - 0x57
  default: nil
  }
}

/// The colours in use.
public struct Palette: Equatable, Sendable {
  /// The 256 entries: 16 named ones, the 6×6×6 cube, 24 greys.
  public internal(set) var entries: [PaletteColour]
  /// Text without a colour.
  public internal(set) var foreground: PaletteColour
  /// The screen's background.
  public internal(set) var background: PaletteColour
  /// The cursor.
  public internal(set) var cursor: PaletteColour

  /// A palette from a theme's 16 colours (missing ones are black) and its three dynamic ones.
  public init(
    named: [PaletteColour], foreground: PaletteColour, background: PaletteColour, cursor: PaletteColour
  ) {
    entries = Array(named.prefix(16))
    while entries.count < 16 { entries.append(PaletteColour(0)) }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    for red in steps {
      for green in steps {
        for blue in steps { entries.append(PaletteColour(red, green, blue)) }
      }
    }
    for grey in 0..<24 {
      let value = UInt8(truncatingIfNeeded: 8 + grey * 10)
      entries.append(PaletteColour(value, value, value))
    }
    self.foreground = foreground
    self.background = background
    self.cursor = cursor
  }

  /// xterm's colours, for a terminal that no theme was given to.
  public static let standard = Palette(
    named: [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00,
      0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map { PaletteColour($0) },
    foreground: PaletteColour(0xE5E5E5), background: PaletteColour(0x000000), cursor: PaletteColour(0xE5E5E5))
}
