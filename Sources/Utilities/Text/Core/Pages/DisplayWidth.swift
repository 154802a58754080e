// How many columns characters take on a terminal: two for East Asian ones and pictures, none for marks.

import RegularExpressions

public enum DisplayWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f,
    0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
  ]
  private static let marks: [ClosedRange<UInt32>] = [
    0x300...0x36f, 0x483...0x489, 0x591...0x5bd, 0x64b...0x65f, 0x200b...0x200f, 0x20d0...0x20ff, 0xfe00...0xfe0f,
    0xfe20...0xfe2f,
  ]

  public static func columns(of scalar: UInt32) -> Int {
    if scalar < 0x300 { return 1 }
    if marks.contains(where: { $0.contains(scalar) }) { return 0 }
    return wide.contains { $0.contains(scalar) } ? 2 : 1
  }

  public static func columns(of text: [UInt8]) -> Int {
    var total = 0
    var index = 0
    while index < text.count {
      let (scalar, length) = UTF8Text.decode(text.span, at: index)
      total += scalar.map { columns(of: $0) } ?? 1
      index += length
    }
    return total
  }
}
