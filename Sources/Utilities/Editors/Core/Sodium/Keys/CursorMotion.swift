// The motions: where commands may lead the cursor, without where it stands.

/// A motion.
enum CursorMotion: Equatable, Sendable {
  /// A step of a word motion.
  enum WordStep: Equatable, Sendable { case nextStart, nextEnd, previousStart, previousEnd }

  case left, right
  /// As left and right, across the ends of lines.
  case backward, forward
  case up, down
  /// By rows of the screen.
  case rowUp, rowDown
  case lineStart, firstNonBlank, lineEnd, lastNonBlank, column
  /// To the first non-blank of a line below, above, or `count - 1` below.
  case lineBelow, lineAbove, lineHere
  case word(WordStep, isBig: Bool)
  case find(UInt32, isForward: Bool, isTill: Bool)
  case findAgain(isReversed: Bool)
  case pair
  case sentence(isForward: Bool)
  case paragraph(isForward: Bool)
  case section(isForward: Bool, brace: UInt8)
  case unmatched(UInt8)
  case windowTop, windowMiddle, windowBottom
  case lastLine, firstLine
  case mark(UInt8, isLine: Bool)
  case search([UInt8], isForward: Bool)
  case searchAgain(isReversed: Bool)
  case wordUnderCursor(isForward: Bool, isWhole: Bool)
  case byteOffset
  case halfLine
}
