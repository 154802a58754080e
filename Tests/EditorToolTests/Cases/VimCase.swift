// One case of the comparison with Vim: a text and the keys that are pressed in it.

/// A text and keys; `<Esc>`, `<CR>`, `<C-r>` and the like name keys.
struct VimCase: Sendable {
  let text: String
  let keys: String

  init(_ text: String, _ keys: String) {
    self.text = text
    self.keys = keys
  }
}
