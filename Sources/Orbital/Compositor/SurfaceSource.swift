// Where the compositor gets clients' pixels from.

public import Graphics
public import OrbitalModel

/// The pixels of windows.
public protocol SurfaceSource {
  /// The pixels of a window's content, from its top left corner; nil while there are none. Others may draw into them
  /// at the same time: what is read is shown and never decides anything.
  func surface(of window: WindowID) -> PixelBuffer?
}
