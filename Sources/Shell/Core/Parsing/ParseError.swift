// What the parser says when a script is not (yet) one.

/// Why a script could not be parsed.
public struct ParseError: Error, Equatable {
  /// Whether more input could complete the command: an interactive shell then asks for another line.
  public var isIncomplete: Bool
  /// Where the parser gave up.
  public var position: SourcePosition
  /// A sentence for the user, without position.
  public var message: Bytes

  /// An error at `position`.
  public init(_ message: Bytes, at position: SourcePosition, isIncomplete: Bool = false) {
    self.message = message
    self.position = position
    self.isIncomplete = isIncomplete
  }

  /// `line 1, column 7: sentence`.
  public var description: Bytes {
    "line ".bytes + Bytes(decimal: position.line) + ", column ".bytes + Bytes(decimal: position.column) + ": ".bytes
      + message
  }
}
