// The registers of Sodium: named, numbered, and the few with a meaning of their own.

/// Texts that commands cut, copied or recorded.
struct Registers: Sendable {
  /// How a text is put back.
  enum Shape: Equatable, Sendable {
    case characters
    case lines
    /// A block of so many columns.
    case block(width: Int)
  }

  /// A text and its shape. Lines end with LF, each of them when the shape is `lines`.
  struct Content: Equatable, Sendable {
    var text: [UInt8]
    var shape: Shape
  }

  static let unnamed = UInt8(ascii: "\"")
  static let blackHole = UInt8(ascii: "_")
  static let small = UInt8(ascii: "-")
  /// A name that nobody can type, for the text that replaces a selection.
  static let scratch: UInt8 = 0

  private var contents: [UInt8: Content] = [:]
  /// The register that the unnamed one stands for.
  private var last = UInt8(ascii: "0")

  static func isName(_ name: UInt8) -> Bool {
    switch name {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, unnamed, blackHole, small, UInt8(ascii: "+"), UInt8(ascii: "*"),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  static func isClipboard(_ name: UInt8?) -> Bool { name == UInt8(ascii: "+") || name == UInt8(ascii: "*") }

  subscript(name: UInt8) -> Content? {
    switch name {
    case Self.unnamed: contents[last]
    case 0x41...0x5A: contents[name | 0x20]
    case Self.blackHole: Content(text: [], shape: .characters)
    default: contents[name]
    }
  }

  /// Sets a register as it is, without a look at the others (`:let`, recording, the last insertion).
  mutating func set(_ name: UInt8, _ content: Content) {
    if name >= 0x41, name <= 0x5A { return append(name | 0x20, content) }
    contents[name] = content
  }

  /// Takes what was copied.
  mutating func yank(_ content: Content, to name: UInt8?) {
    if name == Self.blackHole { return }
    guard let name, name != Self.unnamed else {
      contents[UInt8(ascii: "0")] = content
      last = UInt8(ascii: "0")
      return
    }
    set(name, content)
    last = name >= 0x41 && name <= 0x5A ? name | 0x20 : name
  }

  /// Takes what was deleted; `isLarge` when it is more than a part of a line (or a motion that counts as that).
  mutating func delete(_ content: Content, to name: UInt8?, isLarge: Bool, alwaysShifts: Bool) {
    if name == Self.blackHole { return }
    if let name, name != Self.unnamed { yank(content, to: name) }
    if isLarge || alwaysShifts {
      for digit in stride(from: UInt8(ascii: "9"), to: UInt8(ascii: "1"), by: -1) {
        contents[digit] = contents[digit - 1]
      }
      contents[UInt8(ascii: "1")] = content
      if name == nil || name == Self.unnamed { last = UInt8(ascii: "1") }
    }
    if name == nil || name == Self.unnamed, !isLarge {
      contents[Self.small] = content
      last = Self.small
    }
  }

  private mutating func append(_ name: UInt8, _ content: Content) {
    guard var old = contents[name] else {
      contents[name] = content
      return
    }
    if content.shape == .lines, old.shape != .lines {
      old = Content(text: old.text + [0x0A], shape: .lines)
    }
    old.text += content.text
    if old.shape == .lines, content.shape != .lines { old.text.append(0x0A) }
    contents[name] = old
  }
}
