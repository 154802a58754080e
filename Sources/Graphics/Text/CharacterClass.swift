// The few properties of characters that placing glyphs depends on.

enum CharacterClass {
  case ordinary
  /// Sits on the character before it and takes no room.
  case mark
  /// Draws nothing and takes no room: joiners, direction marks, variation selectors.
  case invisible
  case tab

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F: self = .ordinary
    case 0x09: self = .tab
    case 0x00..<0x20, 0x7F..<0xA0, 0xAD: self = .invisible
    case 0x0300...0x036F, 0x0483...0x0489, 0x0591...0x05BD, 0x064B...0x065F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
      0x20D0...0x20FF, 0xFE20...0xFE2F:
      self = .mark
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
      self = .invisible
    default: self = .ordinary
    }
  }
}
