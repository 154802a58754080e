// Who the pointer belongs to while a button is held.

import Graphics

/// What a held button is doing.
enum Grab: Equatable {
  case none
  /// The client sees everything until all buttons are up.
  case content(WindowID)
  /// Pressed on a title; a drag has not begun.
  case title(WindowID, start: PixelPoint)
  /// Moving. `offset`: from the frame's origin to the pointer; `armed`: edges snap from now on.
  case move(WindowID, offset: PixelPoint, start: PixelPoint, armed: Bool)
  /// Resizing at `edges`, from where pointer and frame were at the press.
  case resize(WindowID, edges: Edges, start: PixelPoint, frame: PixelRect)
  /// Moving the borders of a tile.
  case split(WindowID, edges: Edges)
  case button(WindowID, TitleButton)
  /// The overview has it.
  case overview
  /// A press that was used up: nothing happens until all buttons are up.
  case swallowed

  /// The window that is being moved or resized.
  var dragged: WindowID? {
    switch self {
    case .move(let id, _, _, _), .resize(let id, _, _, _): id
    case .none, .swallowed, .content, .title, .split, .button, .overview: nil
    }
  }

  var window: WindowID? {
    switch self {
    case .none, .swallowed, .overview: nil
    case .content(let id), .title(let id, _), .move(let id, _, _, _), .resize(let id, _, _, _), .button(let id, _),
      .split(let id, _):
      id
    }
  }
}
