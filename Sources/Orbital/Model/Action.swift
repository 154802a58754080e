// What the model wants done: the server carries it out.

import Graphics
import Protocols

/// One decision of the model.
public enum Action: Equatable, Sendable {
  /// These pixels of the screen have to be composed anew.
  case damage(PixelRect)
  /// The pointer moved or changed its shape: see `DesktopModel.pointer` and `cursor`.
  case cursor
  case send(WindowID, WindowEvent)
  /// This program does not answer, and the user wants it ended.
  case end(client: UInt32)
  /// The list for the panel changed.
  case windowList
}
