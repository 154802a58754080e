// Keys by name, for both editors: `<Esc>` and the like, else characters.

@testable import TextEditors

enum KeyNames {
  private static let names: [(String, Key)] = [
    ("<Esc>", .escape), ("<CR>", .enter), ("<BS>", .backspace), ("<Tab>", .tab), ("<Del>", .delete), ("<Left>", .left),
    ("<Right>", .right), ("<Up>", .up), ("<Down>", .down), ("<Home>", .home), ("<End>", .end), ("<PageUp>", .pageUp),
    ("<PageDown>", .pageDown), ("<Space>", .character(0x20)), ("<lt>", .character(0x3C)), ("<C-\\>", .control(0x1C)),
    ("<C-_>", .control(0x1F)), ("<C-^>", .control(0x1E)),
  ]

  /// The keys that a text names. `<C-r>` is Ctrl and r, `<M-u>` Alt and u.
  static func keys(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(text)
    while let first = rest.unicodeScalars.first {
      if let (name, key) = names.first(where: { rest.hasPrefix($0.0) }) {
        keys.append(key)
        rest = rest.dropFirst(name.count)
      } else if rest.hasPrefix("<C-") || rest.hasPrefix("<M-"), let letter = rest.dropFirst(3).unicodeScalars.first,
        rest.dropFirst(4).first == ">"
      {
        keys.append(rest.hasPrefix("<C-") ? .ctrl(letter) : .alt(letter.value))
        rest = rest.dropFirst(5)
      } else {
        keys.append(.character(first.value))
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
    }
    return keys
  }
}
