// One place of the grid: a character, its style, and the two rare things (combining marks, a hyperlink) as numbers into
// side tables. 16 bytes, trivially copyable, all zero when blank: rows can be cleared, moved and compared as memory.

/// One place of the terminal's grid.
public struct Cell: Equatable, Sendable {
  /// Scalar in bits 0-20, then the width flags.
  var content: UInt32
  /// Hyperlink number in the lower half, number of the combining sequence in the upper; 0 means none.
  var extra: UInt32
  /// Colours and attributes.
  public var style: CellStyle

  static let scalarMask: UInt32 = 0x1F_FFFF
  static let wideHeadFlag: UInt32 = 1 << 21
  static let wideTailFlag: UInt32 = 1 << 22
  static let spacerFlag: UInt32 = 1 << 23

  init(content: UInt32, extra: UInt32, style: CellStyle) {
    self.content = content
    self.extra = extra
    self.style = style
  }

  /// A blank in default colours.
  public static let blank = Cell(content: 0, extra: 0, style: CellStyle())
  /// A blank that keeps a style's background.
  static func erased(_ style: CellStyle) -> Cell { Cell(content: 0, extra: 0, style: style.erased) }

  /// The character; a blank is 0x20.
  public var scalar: UInt32 {
    let value = content & Self.scalarMask
    return value == 0 ? 0x20 : value
  }

  /// Whether nothing was ever written here (or it was erased).
  public var isBlank: Bool { content == 0 }
  /// Whether this cell is the left half of a wide character.
  public var isWide: Bool { content & Self.wideHeadFlag != 0 }
  /// Whether this cell is the right half of a wide character: nothing is drawn for it.
  public var isWideTail: Bool { content & Self.wideTailFlag != 0 }
  /// Whether this cell fills the last column because a wide character did not fit there.
  public var isSpacer: Bool { content & Self.spacerFlag != 0 }
  /// The number of the cell's hyperlink, 0 for none.
  public var hyperlink: UInt16 { UInt16(truncatingIfNeeded: extra) }

  var marks: UInt16 {
    get { UInt16(truncatingIfNeeded: extra >> 16) }
    set { extra = extra & 0xFFFF | UInt32(newValue) << 16 }
  }
  /// Whether the cell would be invisible at a row's end: nothing written, default background.
  var isTrimmable: Bool { content == 0 && style.bits == 0 }
}
