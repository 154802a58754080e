// Shapes of the pointer that a widget can ask for. The numbers are those of the ABI's `CursorShape`.

/// A shape of the pointer.
public enum Cursor: UInt32, Sendable {
  case arrow = 0
  case text = 1
  case hand = 2
  case resizeHorizontal = 3
  case resizeVertical = 4
  case resizeDiagonalDown = 5
  case resizeDiagonalUp = 6
  case move = 7
  case wait = 8
  case crosshair = 9
  case forbidden = 10
  case hidden = 11
}
