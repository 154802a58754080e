// What is selected: where it began and where the caret is. Equal ends are a caret without a selection.

/// A caret, and the other end of the selection.
public struct TextSelection: Equatable, Sendable {
  /// Where the selection began; stays when the selection is extended.
  public var anchor: ByteOffset
  /// The caret.
  public var head: ByteOffset

  public init(anchor: ByteOffset, head: ByteOffset) {
    self.anchor = anchor
    self.head = head
  }

  /// A caret without a selection.
  public init(_ caret: ByteOffset) { self.init(anchor: caret, head: caret) }

  /// Whether nothing is selected.
  public var isEmpty: Bool { anchor == head }
  /// The selected bytes.
  public var range: Range<ByteOffset> { min(anchor, head)..<max(anchor, head) }
}
