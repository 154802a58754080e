// A coloured piece of the line.

/// A range of the text and its looks.
struct SyntaxSpan: Equatable {
  var start: Int
  var end: Int
  var style: Style
  /// Whether it is the name of a command: its looks depend on whether there is one.
  var isCommand = false
}
