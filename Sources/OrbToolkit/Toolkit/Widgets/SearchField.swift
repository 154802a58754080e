// A text field that searches while one types.

import Graphics

extension TextField {
  /// A field with a magnifier. Esc empties it first, and only an empty one hands Esc on.
  public static func search(_ placeholder: String = "Search", didChange: @escaping (String) -> Void) -> TextField {
    let field = TextField(placeholder: placeholder)
    field.icon = Symbols.search
    field.didChange = didChange
    let reference = Unretained(field)
    field.onCancel = {
      guard !reference.widget.text.isEmpty else { return false }
      reference.widget.text = ""
      didChange("")
      return true
    }
    return field
  }
}
