// The lines of a text, as places in it.

import UtilitySupport

/// Lines.
struct TextLines {
  let text: Bytes
  /// Where each line starts; one more for the end.
  private let starts: [Int]
  /// Whether the last line has its end.
  let endsLine: Bool

  init(_ text: Bytes) {
    self.text = text
    var starts = [0]
    for index in text.indices where text[index] == 0x0a { starts.append(index + 1) }
    endsLine = text.isEmpty || text.last == 0x0a
    if !endsLine { starts.append(text.count + 1) }
    self.starts = starts
  }

  var count: Int { starts.count - 1 }

  /// A line without its end.
  subscript(_ index: Int) -> ArraySlice<UInt8> { text[starts[index]..<starts[index + 1] - 1] }

  /// Whether a line has its end.
  func endsLine(_ index: Int) -> Bool { endsLine || index < count - 1 }
}
