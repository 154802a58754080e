// What is going on in insert mode.

/// The state of an insertion.
struct Insertion {
  /// Lines that get what is typed in the first of them.
  struct Block {
    var lines: ClosedRange<Int>
    var column: Int
    var start: Position
    /// Short lines are filled up with blanks.
    var pads: Bool
    /// At the end of each line.
    var toEnd: Bool
    /// Where the cursor goes at the end, if not where it is.
    var corner: Position?
  }

  /// How often the text is inserted.
  var count = 1
  /// Every repetition begins a line.
  var opensLines = false
  /// The keys so far.
  var keys: [Key] = []
  /// Where it began: what stands before is not taken by Ctrl-W at first.
  var start = Position.zero
  /// What replace mode has written over, one entry a character; nil at the end of a line.
  var replaced: [[UInt8]?] = []
  /// The line whose indentation was made by the editor; it goes when nothing else is typed.
  var ownIndent: Int?
  var block: Block?
  /// After one command of normal mode insertion goes on.
  var resumes: SodiumMode?
  /// Ctrl-V or Ctrl-R was pressed, and what has come since.
  var prefix: [Key] = []
}
