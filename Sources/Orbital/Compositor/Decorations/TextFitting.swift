// One line of text in a given width.

import Graphics

/// Cuts text to a width.
enum TextFitting {
  /// The text and its width; cut with an ellipsis where it is wider than `room`.
  static func fitted(
    _ text: String, _ room: Double, _ style: TextStyle, _ fonts: FontLibrary
  ) -> (text: String, width: Double) {
    let whole = fonts.measure(text, style).width
    if whole <= room { return (text, whole) }
    let scalars = Array(text.unicodeScalars)
    var best = (text: "…", width: fonts.measure("…", style).width)
    var low = 0
    var high = scalars.count
    while low < high {
      let middle = (low + high + 1) / 2
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[..<middle])
      let candidate = String(part) + "…"
      let width = fonts.measure(candidate, style).width
      if width <= room {
        best = (candidate, width)
        low = middle
      } else {
        high = middle - 1
      }
    }
    return best
  }
}
