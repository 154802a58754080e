// How one cell is drawn: two colours and the SGR attributes, packed into 64 bits so that a cell stays 16 bytes and two
// styles compare in one instruction. Colours are names (default, palette entry, direct); what they look like is the
// theme's and the palette's business.

/// A colour as SGR names it. The zero value is the default colour.
public struct CellColour: Equatable, Hashable, Sendable {
  /// 0 default, 1...256 palette entry plus one, bit 24 set: 24-bit RGB.
  let bits: UInt32

  /// What a colour stands for.
  public enum Kind: Equatable, Sendable {
    /// The theme's foreground or background.
    case standard
    /// An entry of the 256-colour palette.
    case indexed(UInt8)
    /// A direct colour.
    case rgb(UInt8, UInt8, UInt8)
  }

  init(bits: UInt32) { self.bits = bits }

  /// The theme's foreground or background.
  public static let standard = CellColour(bits: 0)
  /// An entry of the palette: 0-7 normal, 8-15 bright, 16-231 cube, 232-255 greys.
  public static func indexed(_ index: UInt8) -> CellColour { CellColour(bits: UInt32(index) + 1) }
  /// A direct 24-bit colour.
  public static func rgb(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> CellColour {
    CellColour(bits: 1 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
  }

  /// The colour, taken apart.
  public var kind: Kind {
    if bits == 0 { return .standard }
    if bits >> 24 == 0 { return .indexed(UInt8(truncatingIfNeeded: bits &- 1)) }
    return .rgb(
      UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits))
  }
}

/// The shape of an underline (SGR 4:0 to 4:5, 21).
public enum Underline: UInt8, Sendable {
  case none, single, double, curly, dotted, dashed
}

/// SGR attributes that are on or off.
public struct CellAttributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public static let bold = CellAttributes(rawValue: 1)
  public static let faint = CellAttributes(rawValue: 2)
  public static let italic = CellAttributes(rawValue: 4)
  public static let blink = CellAttributes(rawValue: 8)
  public static let inverse = CellAttributes(rawValue: 16)
  public static let invisible = CellAttributes(rawValue: 32)
  public static let strikethrough = CellAttributes(rawValue: 64)
  public static let overline = CellAttributes(rawValue: 128)
}

/// Colours and attributes of a cell. The zero value is plain text in default colours.
public struct CellStyle: Equatable, Hashable, Sendable {
  /// Foreground in bits 0-24, background in 25-49, attributes in 50-57, underline in 58-60.
  var bits: UInt64

  init(bits: UInt64) { self.bits = bits }
  /// Plain text in default colours.
  public init() { bits = 0 }

  private static let colourMask: UInt64 = 1 << 25 - 1

  /// The text's colour.
  public var foreground: CellColour {
    get { CellColour(bits: UInt32(truncatingIfNeeded: bits & Self.colourMask)) }
    set { bits = bits & ~Self.colourMask | UInt64(newValue.bits) }
  }

  /// The colour behind the text.
  public var background: CellColour {
    get { CellColour(bits: UInt32(truncatingIfNeeded: bits >> 25 & Self.colourMask)) }
    set { bits = bits & ~(Self.colourMask << 25) | UInt64(newValue.bits) << 25 }
  }

  /// The attributes that are on.
  public var attributes: CellAttributes {
    get { CellAttributes(rawValue: UInt16(truncatingIfNeeded: bits >> 50 & 0xFF)) }
    set { bits = bits & ~(0xFF << 50) | UInt64(newValue.rawValue & 0xFF) << 50 }
  }

  /// The underline's shape.
  public var underline: Underline {
    get { Underline(rawValue: UInt8(truncatingIfNeeded: bits >> 58 & 7)) ?? .none }
    set { bits = bits & ~(7 << 58) | UInt64(newValue.rawValue) << 58 }
  }

  /// What an erased cell keeps: the background only (background colour erase).
  var erased: CellStyle { CellStyle(bits: bits & (Self.colourMask << 25)) }
}
