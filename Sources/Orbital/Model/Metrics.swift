// The measures of the desktop in device pixels, from those of the look at the screen's scale.
//
// Shared by the model (what is hit where) and the compositor (what is drawn where), so that both agree.

import Graphics

/// Sizes of decorations and thresholds, in device pixels.
public struct Metrics: Equatable, Sendable {
  /// 256 times the number of device pixels per logical pixel.
  public let scale: Int
  /// Height of a title bar.
  public let title: Int
  /// The target of one title button.
  public let buttonWidth: Int
  public let buttonHeight: Int
  /// From the last title button to the window's edge.
  public let buttonMargin: Int
  /// How far outside and inside of a frame its edges can be grabbed.
  public let edgeOutside: Int
  public let edgeInside: Int
  /// How far along an edge a corner reaches.
  public let corner: Int
  /// How far a window's shadow reaches beyond its frame: to where it is less than one level, 12 further down.
  public let shadowTop: Int
  public let shadowSide: Int
  public let shadowBottom: Int
  /// Corners of windows, and of popups.
  public let windowRadius: Int
  public let popupRadius: Int
  /// Between the panel and the edges of the screen.
  public let panelMargin: Int
  /// The smallest content of a decorated window: its title buttons and a bit of title.
  public let minimumWidth: Int
  public let minimumHeight: Int
  /// From one cascaded window to the next.
  public let cascade: Int
  /// As much of a title bar as has to stay on the screen.
  public let reachable: Int
  /// A press becomes a drag beyond this distance.
  public let dragThreshold: Int
  /// So close to an edge of the screen a drag offers to snap; so close to a corner, a quarter.
  public let snapEdge: Int
  public let snapCorner: Int
  /// One step of a window that is moved by keys.
  public let keyStep: Int

  /// `scale`: 256 times the screen's factor; clamped to 1 to 4 times.
  public init(scale: Int = 256) {
    let scale = min(max(scale, 256), 1024)
    func pixels(_ logical: Int) -> Int { (logical * scale + 128) / 256 }
    self.scale = scale
    title = pixels(36)
    buttonWidth = pixels(32)
    buttonHeight = pixels(28)
    buttonMargin = pixels(4)
    edgeOutside = pixels(6)
    edgeInside = pixels(2)
    corner = pixels(16)
    shadowTop = pixels(20)
    shadowSide = pixels(32)
    shadowBottom = pixels(44)
    windowRadius = pixels(10)
    popupRadius = pixels(8)
    panelMargin = pixels(8)
    minimumWidth = pixels(160)
    minimumHeight = pixels(60)
    cascade = pixels(32)
    reachable = pixels(72)
    dragThreshold = pixels(4)
    snapEdge = pixels(2)
    snapCorner = pixels(96)
    keyStep = pixels(32)
  }

  /// Logical pixels in device pixels, to the nearest.
  public func pixels(_ logical: Int) -> Int {
    let bounded = min(max(logical, -Limits.coordinate), Limits.coordinate)
    return (bounded * scale + 128) >> 8
  }

  /// All that a window with a shadow around `frame` may colour.
  public func outer(_ frame: PixelRect) -> PixelRect {
    PixelRect(
      left: frame.minX - shadowSide, top: frame.minY - shadowTop, right: frame.maxX + shadowSide,
      bottom: frame.maxY + shadowBottom)
  }
}
