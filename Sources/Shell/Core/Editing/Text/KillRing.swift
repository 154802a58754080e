// Removed text, for Ctrl+Y and Alt+Y. It lives as long as the editor: what was removed from one line can be put into
// the next.

/// The last removed pieces.
struct KillRing {
  private var pieces: [Bytes] = []
  private var index = 0

  private static let longest = 32

  /// The piece to put back.
  var current: Bytes { index < pieces.count ? pieces[index] : [] }

  /// Keeps a removed piece; with `joins` it is part of the one before.
  mutating func keep(_ piece: Bytes, joins: Bool, atStart: Bool) {
    if piece.isEmpty { return }
    if joins, !pieces.isEmpty {
      let last = pieces.removeLast()
      pieces.append(atStart ? piece + last : last + piece)
    } else {
      pieces.append(piece)
      if pieces.count > Self.longest { pieces.removeFirst() }
    }
    index = pieces.count - 1
  }

  /// Goes to the piece removed before the current one.
  mutating func rotate() {
    if !pieces.isEmpty { index = index == 0 ? pieces.count - 1 : index - 1 }
  }
}
