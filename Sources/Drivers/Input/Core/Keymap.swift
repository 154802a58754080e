// What keys type: for each key up to four characters (alone, with Shift, with AltGr, with both).
//
// A layout is written as four rows of keys a level, as they lie on the keyboard. A combining mark (U+0300 …) stands for
// a dead key, a space for a key without a character on this level.

import Protocols

/// A keyboard layout.
public struct Keymap: Sendable {
  public let name: String
  /// Right Alt reaches a third level; otherwise it is a second Alt.
  let hasAltGraph: Bool
  /// Four levels of 256 scalars (0: none), by usage.
  private let levels: [[UInt32]]

  /// The names of all layouts.
  public static let names: [String] = ["us", "gb", "de", "fr"]

  /// The layout of this name; nil if there is none.
  public static func named(_ name: [UInt8]) -> Keymap? {
    for layout in [us, gb, de, fr] where layout.name.utf8.elementsEqual(name) { return Keymap(layout) }
    return nil
  }

  public static var standard: Keymap { Keymap(us) }

  init(_ layout: Layout) {
    name = layout.name
    hasAltGraph = !layout.altGraph.isEmpty
    levels = [layout.plain, layout.shift, layout.altGraph, layout.shiftAltGraph].map { Keymap.level($0) }
  }

  /// The character of a key; 0 if it has none there. A combining mark is a dead key.
  func scalar(_ usage: UInt16, shift: Bool, altGraph: Bool) -> UInt32 {
    guard usage < 256 else { return 0 }
    return levels[(shift ? 1 : 0) + (altGraph && hasAltGraph ? 2 : 0)][Int(usage)]
  }

  /// True if Caps Lock makes this key capital.
  func isLetter(_ usage: UInt16) -> Bool {
    let small = scalar(usage, shift: false, altGraph: false)
    return small != 0 && Keymap.capital(small) == scalar(usage, shift: true, altGraph: false)
  }

  /// The capital of a Latin-1 letter; 0 for others.
  static func capital(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x61...0x7A, 0xE0...0xF6, 0xF8...0xFE: scalar - 0x20
    default: 0
    }
  }

  /// The keys of the rows, in the order in which a layout lists them.
  private static let keys: [UInt16] = [
    // ` 1 … 0 - =
    0x35, 0x1E, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2D, 0x2E,
    // Q … P [ ]
    0x14, 0x1A, 0x08, 0x15, 0x17, 0x1C, 0x18, 0x0C, 0x12, 0x13, 0x2F, 0x30,
    // A … L ; ' and the key left of (or above) Enter
    0x04, 0x16, 0x07, 0x09, 0x0A, 0x0B, 0x0D, 0x0E, 0x0F, 0x33, 0x34, 0x31,
    // the key right of left Shift, Z … M , . /
    0x64, 0x1D, 0x1B, 0x06, 0x19, 0x05, 0x11, 0x10, 0x36, 0x37, 0x38,
  ]

  private static func level(_ rows: String) -> [UInt32] {
    var level = [UInt32](repeating: 0, count: 256)
    if rows.isEmpty { return level }
    var index = 0
    for scalar in rows.unicodeScalars {
      guard index < keys.count else { break }
      level[Int(keys[index])] = scalar == " " ? 0 : scalar.value
      index += 1
    }
    level[Int(KeyUsage.nonUSHash)] = level[Int(KeyUsage.backslash)]
    level[Int(KeyUsage.space)] = 0x20
    return level
  }
}
