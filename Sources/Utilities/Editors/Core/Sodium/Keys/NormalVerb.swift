// What commands of normal mode do.

/// What a command does.
enum NormalVerb: Equatable, Sendable {
  /// Where insert mode begins.
  enum InsertPlace: Equatable, Sendable {
    case before, behind, firstNonBlank, lineEnd, lineStart, lastInsertion, lineBelow, lineAbove
  }

  /// A change of the view that leaves the cursor in its line, or nearly so.
  enum Scroll: Equatable, Sendable {
    case lineDown, lineUp, halfDown, halfUp, pageDown, pageUp, toTop, toMiddle, toBottom
    case toTopNonBlank, toMiddleNonBlank, toBottomNonBlank, left, right
  }

  case move(CursorMotion)
  case operate(TextOperator, OperatorTarget)
  case insert(InsertPlace)
  case overwrite
  case replaceCharacter(Key)
  case toggleCharacter
  case put(isBefore: Bool, goesBehind: Bool)
  case join(isPlain: Bool)
  case increment(isNegative: Bool)
  case undo, redo, undoLine
  case repeatChange
  case record(UInt8)
  case play(UInt8)
  case visual(VisualShape)
  case visualAgain
  case scroll(Scroll)
  case setMark(UInt8)
  case prompt
  case repeatSubstitution(isGlobal: Bool)
  case suspend, showPlace, showCharacter, redraw
  case saveAndQuit, quitDiscarding
  case jump(isOlder: Bool)
  case cancel
}
