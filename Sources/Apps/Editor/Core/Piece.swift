// A run of bytes of one of a buffer's two stores. Pieces are values: they describe bytes that never change, so undo and
// redo only put pieces back and copy no text.

/// A run of bytes in a store.
struct Piece: Equatable, Sendable {
  /// Which store the bytes are in.
  enum Store: Sendable {
    /// The file as it was opened.
    case original
    /// What was typed since; grows at its end only.
    case added
  }

  /// No piece is longer, so that the search for a line inside one stays cheap.
  static let maximumLength = 16 * 1024

  var store: Store
  var start: Int
  var length: Int
  /// Line feeds among the bytes.
  var newlines: Int

  var end: Int { start + length }

  /// Whether `next` goes on where this piece ends and both fit into one.
  func canJoin(_ next: Piece) -> Bool {
    store == next.store && end == next.start && length + next.length <= Piece.maximumLength
  }
}
