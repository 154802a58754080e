// Where the pointer is and what it holds: the window's memory between pointer events.

import Graphics

/// The pointer as one window sees it.
struct PointerState {
  /// Two presses within this time and distance are a double click.
  static let doubleClickMilliseconds = 400
  static let doubleClickDistance = 4.0

  /// Window coordinates; nil while it is elsewhere.
  var position: Point?
  /// The deepest widget under it.
  var hovered: Widget?
  /// Took the press: hears moves and the release wherever they are.
  var captured: Widget?
  var buttonsDown = 0
  var lastPress = Point.zero
  var lastPressMilliseconds = Int.min / 2
  var lastButton = PointerButton.left
  var clickCount = 0
  var modifiers: KeyModifiers = []
  var cursor = Cursor.arrow
}
