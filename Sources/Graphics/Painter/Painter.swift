// Draws shapes, pictures and text into pixels.
//
// Coordinates are logical pixels: they are moved by the translation and multiplied by the scale. A Painter is a value:
// a copy keeps its own translation and clip. Nothing is ever written outside `clipBounds`.
// Rectangles snap to whole device pixels, so their edges are crisp; paths, circles and rounded corners are
// anti-aliased.

/// Draws into a PixelBuffer.
public struct Painter {
  struct State {
    /// The device position of the logical origin.
    var offset: Point
    var clip: PixelRect
  }

  public let buffer: PixelBuffer
  /// Device pixels per logical pixel.
  public private(set) var scale: Double
  let fonts: FontLibrary
  let tools: PainterTools
  var state: State
  private var saved: [State] = []

  /// Draws on the whole buffer. A scale that is not above 0 counts as 1.
  /// Whoever paints often hands over the same tools each time, and saves their allocation.
  public init(
    _ buffer: PixelBuffer, scale: Double = 1, fonts: FontLibrary = .shared, tools: PainterTools = PainterTools()
  ) {
    self.buffer = buffer
    self.scale = scale > 0 && scale.isFinite ? scale : 1
    self.fonts = fonts
    self.tools = tools
    state = State(offset: .zero, clip: buffer.bounds)
  }

  // MARK: State

  /// Moves the origin of what is drawn from now on.
  public mutating func translate(x: Double, y: Double) {
    state.offset = state.offset + Point(x: x, y: y) * scale
  }

  /// Narrows the clip to what lies in `rect` (snapped to device pixels) as well.
  public mutating func clip(to rect: Rect) {
    state.clip = state.clip.intersection(snapped(rect))
  }

  /// Narrows the clip to device pixels, whatever the translation.
  public mutating func clip(toPixels rect: PixelRect) {
    state.clip = state.clip.intersection(rect)
  }

  /// Remembers translation and clip.
  public mutating func save() { saved.append(state) }

  /// Goes back to the last `save`; without one nothing happens.
  public mutating func restore() {
    if let last = saved.popLast() { state = last }
  }

  /// Makes `factor` logical pixels one, with the origin at a device pixel.
  mutating func enter(scale factor: Double, origin: PixelPoint) {
    scale *= factor
    state.offset = Point(x: Double(origin.x), y: Double(origin.y))
  }

  /// The clip in logical coordinates of the present translation.
  public var clipBounds: Rect {
    state.clip.logical(scale: scale).offset(x: -state.offset.x / scale, y: -state.offset.y / scale)
  }

  /// The clip in device pixels.
  public var clipPixels: PixelRect { state.clip }

  /// The device pixels that a logical rectangle is snapped to.
  public func snapped(_ rect: Rect) -> PixelRect { PixelRect(snapping: device(rect)) }

  func device(_ point: Point) -> Point { point * scale + state.offset }
  func device(_ rect: Rect) -> Rect { rect.scaled(by: scale).offset(by: state.offset) }
}
