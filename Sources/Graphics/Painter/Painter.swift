// Draws shapes, pictures and text into pixels.
//
// Coordinates are logical pixels: they are moved by the translation and multiplied by the scale. A Painter is a value:
// a copy keeps its own translation, transform and clip. Nothing is ever written outside `clipBounds`.
// Rectangles snap to whole device pixels, so their edges are crisp; paths, circles and rounded corners are
// anti-aliased. Under a transform that turns or skews everything is a path, and nothing snaps.

/// Draws into a PixelBuffer.
public struct Painter {
  struct State {
    /// Device pixels per logical pixel.
    var scale: Double
    /// What happens to logical coordinates before they are scaled (without moving); nil for nothing.
    var turn: Transform?
    /// The device position of the logical origin.
    var offset: Point
    var clip: PixelRect
    /// A clip that is not a rectangle; it covers at least `clip`.
    var mask: ClipMask?
  }

  public let buffer: PixelBuffer
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
    self.fonts = fonts
    self.tools = tools
    state = State(scale: scale > 0 && scale.isFinite ? scale : 1, offset: .zero, clip: buffer.bounds)
  }

  /// Device pixels per logical pixel (before any transform that turns or skews).
  public var scale: Double { state.scale }

  // MARK: State

  /// Moves the origin of what is drawn from now on.
  public mutating func translate(x: Double, y: Double) {
    let step = state.turn?.direction(Point(x: x, y: y)) ?? Point(x: x, y: y)
    state.offset = state.offset + step * scale
  }

  /// Takes what is drawn from now on through a transform, before those that hold already.
  public mutating func transform(by transform: Transform) {
    translate(x: transform.tx, y: transform.ty)
    var linear = transform
    (linear.tx, linear.ty) = (0, 0)
    if let turn = state.turn { linear = turn(linear) }
    if linear.b == 0, linear.c == 0, linear.a == linear.d, linear.a > 0, (scale * linear.a).isFinite {
      // Only larger or smaller: everything still snaps.
      state.scale *= linear.a
      state.turn = nil
    } else {
      state.turn = linear
    }
  }

  /// Narrows the clip to what lies in `rect` (snapped to device pixels) as well.
  public mutating func clip(to rect: Rect) {
    if state.turn != nil { return clip(to: Path(rect: rect)) }
    state.clip = state.clip.intersection(snapped(rect))
  }

  /// Narrows the clip to device pixels, whatever the translation.
  public mutating func clip(toPixels rect: PixelRect) {
    state.clip = state.clip.intersection(rect)
  }

  /// Narrows the clip to what lies inside a path as well; its edge is anti-aliased.
  public mutating func clip(to path: Path, rule: FillRule = .nonZero) {
    tools.rasterizer.begin()
    tools.rasterizer.add(path, place)
    state.clip = tools.rasterizer.bounds.intersection(state.clip)
    if !state.clip.isEmpty { state.mask = ClipMask(&tools.rasterizer, rule, in: state.clip, within: state.mask) }
  }

  /// Narrows the clip to what `body` draws, as far as it is opaque.
  public mutating func clip(_ body: (inout Painter) -> Void) {
    if state.clip.isEmpty { return }
    let drawn = drawing(body)
    state.mask = ClipMask(drawn.buffer, in: state.clip, within: state.mask)
  }

  /// Remembers translation, transform and clip.
  public mutating func save() { saved.append(state) }

  /// Goes back to the last `save`; without one nothing happens.
  public mutating func restore() {
    if let last = saved.popLast() { state = last }
  }

  /// Makes `factor` logical pixels one, with the origin at a device pixel.
  mutating func enter(scale factor: Double, origin: PixelPoint) {
    state.scale *= factor
    state.offset = Point(x: Double(origin.x), y: Double(origin.y))
  }

  /// The clip in logical coordinates of the present translation (of a turned painter: the box around it).
  public var clipBounds: Rect {
    if state.turn != nil { return place.inverse?.bounds(state.clip.logical()) ?? .zero }
    return state.clip.logical(scale: scale).offset(x: -state.offset.x / scale, y: -state.offset.y / scale)
  }

  /// The clip in device pixels (of a path: the box around it).
  public var clipPixels: PixelRect { state.clip }

  /// The device pixels that a logical rectangle is snapped to (of a turned painter: those that it touches).
  public func snapped(_ rect: Rect) -> PixelRect {
    state.turn == nil ? PixelRect(snapping: device(rect)) : PixelRect(enclosing: place.bounds(rect))
  }

  /// From logical coordinates to device pixels.
  var place: Transform {
    let upright = Transform(scale: scale, offset: state.offset)
    guard let turn = state.turn else { return upright }
    return upright(turn)
  }

  func device(_ point: Point) -> Point { state.turn == nil ? point * scale + state.offset : place(point) }
  func device(_ rect: Rect) -> Rect { rect.scaled(by: scale).offset(by: state.offset) }

  // MARK: Layers

  /// Draws what `body` draws as one picture that lets through what is behind it: where its parts overlap they do not
  /// shine through each other. `opacity` is 0...1.
  public func layer(opacity: Double, _ body: (inout Painter) -> Void) {
    if state.clip.isEmpty || !(opacity > 0) { return }
    let drawn = drawing(body)
    blit(drawn.buffer, drawn.bounds, to: state.clip.origin, opacity: opacity)
  }

  /// What `body` draws, as a picture of the clip.
  private func drawing(_ body: (inout Painter) -> Void) -> Bitmap {
    let area = state.clip
    let bitmap = Bitmap(area.size)
    var inner = Painter(bitmap.buffer, fonts: fonts, tools: tools)
    inner.state = state
    inner.state.mask = nil
    inner.state.offset = state.offset - Point(x: Double(area.x), y: Double(area.y))
    inner.state.clip = bitmap.bounds
    body(&inner)
    return bitmap
  }
}
