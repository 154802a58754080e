// A picture made of filled and stroked paths, drawn at any size.

/// A small drawing: layers of paths on a square or oblong canvas.
public struct VectorIcon: Equatable, Sendable {
  /// What a layer is drawn with. Gradients are in canvas coordinates.
  public enum Ink: Equatable, Sendable {
    /// The colour that the caller of `draw` gives (symbolic icons).
    case current
    case paint(Paint)

    public static func color(_ color: Color) -> Ink { .paint(.color(color)) }
  }

  /// One path, filled and/or stroked.
  public struct Layer: Equatable, Sendable {
    public var path: Path
    public var fill: Ink?
    public var stroke: Ink?
    public var strokeStyle: StrokeStyle

    public init(_ path: Path, fill: Ink? = nil, stroke: Ink? = nil, strokeStyle: StrokeStyle = StrokeStyle()) {
      self.path = path
      self.fill = fill
      self.stroke = stroke
      self.strokeStyle = strokeStyle
    }

    /// From the text of an SVG path's `d` attribute.
    public init(
      svg: String, fill: Ink? = nil, stroke: Ink? = nil, strokeStyle: StrokeStyle = StrokeStyle()
    ) {
      self.init(SVGPath.parse(svg), fill: fill, stroke: stroke, strokeStyle: strokeStyle)
    }
  }

  /// The size of the canvas; the origin is its top left.
  public var canvas: Size
  public var layers: [Layer]

  public init(canvas: Size, layers: [Layer]) {
    self.canvas = canvas
    self.layers = layers
  }

  /// A symbolic icon in the current colour: strokes of one width with round caps and joins, on a square canvas.
  public static func symbol(_ svg: String, canvas: Double = 16, width: Double = 1.5) -> VectorIcon {
    VectorIcon(
      canvas: Size(width: canvas, height: canvas),
      layers: [Layer(svg: svg, stroke: .current, strokeStyle: StrokeStyle(width: width, cap: .round, join: .round))])
  }
}
