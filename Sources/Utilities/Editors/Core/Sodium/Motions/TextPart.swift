// What a text object stands for.

/// A part of the text; the end is the first byte behind it, or for lines the last line.
struct TextPart: Equatable {
  var start: Position
  var end: Position
  var isLines = false
}
