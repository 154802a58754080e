// Draws the elements of a picture with a painter.
//
// Elements may use one another, so a small file can ask for endless work: what is drawn is paid for from a budget, and
// when it is used up the rest is left out.

struct SVGRenderer {
  /// What one drawing may cost: about one for each pixel that a shape may touch, and some for each element.
  private static let budget = 1 << 28
  private static let elementCost = 256
  /// How deep elements may use and contain each other, and pictures be laid over each other.
  private static let depthLimit = 2 * SVGImage.depthLimit
  private static let layerLimit = 8

  private let picture: SVGImage
  private let color: Color
  private var viewport: Size
  private var left = SVGRenderer.budget
  private var depth = 0
  private var layers = 0

  init(_ picture: SVGImage, _ color: Color) {
    self.picture = picture
    self.color = color
    viewport = picture.size
  }

  /// Draws the whole picture into a rectangle.
  mutating func draw(on painter: Painter, in rect: Rect) {
    guard let root = picture.elements.first, !rect.isEmpty, !picture.size.isEmpty else { return }
    let box = SVGViewBox(root) ?? SVGViewBox(Rect(origin: .zero, size: picture.size))
    viewport = box.rect.size
    var inner = painter
    inner.clip(to: rect)
    inner.transform(by: box.placed(in: rect, root))
    drawChildren(root, SVGStyle().applying(root, viewport: viewport), inner)
  }

  private mutating func spend(_ cost: Int) -> Bool {
    left -= min(cost, left)
    return left > 0
  }

  private mutating func drawChildren(_ element: SVGElement, _ style: SVGStyle, _ painter: Painter) {
    for child in element.children { draw(picture.elements[child], style, painter) }
  }

  private mutating func draw(_ element: SVGElement, _ inherited: SVGStyle, _ painter: Painter) {
    switch element.name {
    case .definitions, .symbol, .clipPath, .linearGradient, .radialGradient, .stop: return
    default: break
    }
    guard depth < SVGRenderer.depthLimit, spend(SVGRenderer.elementCost) else { return }
    depth += 1
    defer { depth -= 1 }
    var style = inherited.applying(element, viewport: viewport)
    guard style.isDisplayed, style.opacity > 0 else { return }
    var painter = painter
    painter.transform(by: element.transform)
    let path = SVGShape.path(element, viewport: viewport)
    if let name = style.clipPath { clip(&painter, name, path?.extent) }
    if painter.clipPixels.isEmpty { return }
    guard style.opacity < 1 else { return drawContent(element, path, style, painter) }
    let opacity = style.opacity
    style.opacity = 1
    guard layers < SVGRenderer.layerLimit, spend(painter.clipPixels.area) else { return }
    layers += 1
    painter.layer(opacity: opacity) { inner in drawContent(element, path, style, inner) }
    layers -= 1
  }

  private mutating func drawContent(_ element: SVGElement, _ path: Path?, _ style: SVGStyle, _ painter: Painter) {
    if let path { return drawShape(path, style, painter) }
    switch element.name {
    case .use: use(element, style, painter)
    case .svg: drawWindow(element, style, painter, element)
    default: drawChildren(element, style, painter)
    }
  }

  // MARK: Other elements inside

  private mutating func use(_ element: SVGElement, _ style: SVGStyle, _ painter: Painter) {
    guard let name = element.reference, let index = picture.names[name] else { return }
    var painter = painter
    painter.translate(
      x: element.length("x", of: viewport.width) ?? 0, y: element.length("y", of: viewport.height) ?? 0)
    let target = picture.elements[index]
    if target.name == .symbol || target.name == .svg {
      let inner = style.applying(target, viewport: viewport)
      drawWindow(target, inner, painter, element)
    } else {
      draw(target, style, painter)
    }
  }

  /// An `svg` or `symbol` inside of the picture; its size may come from the `use` that shows it.
  private mutating func drawWindow(
    _ element: SVGElement, _ style: SVGStyle, _ painter: Painter, _ frame: SVGElement
  ) {
    guard depth < SVGRenderer.depthLimit else { return }
    depth += 1
    defer { depth -= 1 }
    func side(_ name: String, _ whole: Double) -> Double {
      frame.length(name, of: whole) ?? element.length(name, of: whole) ?? whole
    }
    var rect = Rect(
      x: 0, y: 0, width: side("width", viewport.width), height: side("height", viewport.height))
    if element.name == .svg {
      rect.x = element.length("x", of: viewport.width) ?? 0
      rect.y = element.length("y", of: viewport.height) ?? 0
    }
    guard rect.width > 0, rect.height > 0 else { return }
    let outer = viewport
    defer { viewport = outer }
    var painter = painter
    painter.clip(to: Path(rect: rect))
    if painter.clipPixels.isEmpty || !spend(painter.clipPixels.area) { return }
    if let box = SVGViewBox(element) {
      painter.transform(by: box.placed(in: rect, element))
      viewport = box.rect.size
    } else {
      painter.translate(x: rect.x, y: rect.y)
      viewport = rect.size
    }
    drawChildren(element, style, painter)
  }

  // MARK: Shapes

  private mutating func drawShape(_ path: Path, _ style: SVGStyle, _ painter: Painter) {
    guard style.isVisible, !path.isEmpty else { return }
    if let paint = paint(style.fill, path, style, opacity: style.fillOpacity), pay(path, 0, painter) {
      painter.fill(path, paint, rule: style.fillRule)
    }
    if style.line.width > 0, let paint = paint(style.stroke, path, style, opacity: style.strokeOpacity),
      pay(path, style.line.width * max(1, style.line.miterLimit), painter)
    {
      painter.stroke(path, style.line, paint)
    }
  }

  /// Pays for the pixels that a path may touch; false if there are none, or the budget is used up.
  private mutating func pay(_ path: Path, _ margin: Double, _ painter: Painter) -> Bool {
    let touched = painter.snapped(path.bounds.inset(by: -margin)).inset(by: -2).intersection(painter.clipPixels)
    return !touched.isEmpty && spend(touched.area + 8 * path.elements.count)
  }

  private func paint(_ paint: SVGPaint, _ path: Path, _ style: SVGStyle, opacity: Double) -> Paint? {
    if opacity <= 0 { return nil }
    let current = style.color ?? color
    switch paint {
    case .none: return nil
    case .current: return .color(current.multiplyingAlpha(opacity))
    case .color(let color): return .color(color.multiplyingAlpha(opacity))
    case .reference(let name, let fallback):
      guard let gradient = SVGGradient(picture, name) else {
        return fallback.map { .color($0.multiplyingAlpha(opacity)) }
      }
      return gradient.paint(path.extent, viewport: viewport, opacity: opacity, current: current)
    }
  }

  // MARK: Clips

  /// Narrows the clip to the shapes of a `clipPath`. `bounds` is the extent of what is clipped, if that is a shape.
  private mutating func clip(_ painter: inout Painter, _ name: [UInt8], _ bounds: Rect?) {
    guard let index = picture.names[name], picture.elements[index].name == .clipPath else { return }
    guard depth < SVGRenderer.depthLimit, layers < SVGRenderer.layerLimit, spend(painter.clipPixels.area) else {
      return painter.clip(toPixels: .zero)
    }
    depth += 1
    layers += 1
    defer { (depth, layers) = (depth - 1, layers - 1) }
    let element = picture.elements[index]
    painter.clip { inner in
      inner.transform(by: element.transform)
      if element["clipPathUnits"]?.elementsEqual("objectBoundingBox".utf8) ?? false {
        guard let bounds else { return }
        inner.transform(
          by: Transform(a: bounds.width, b: 0, c: 0, d: bounds.height, tx: bounds.minX, ty: bounds.minY))
      }
      let style = SVGStyle().applying(element, viewport: viewport)
      if let outer = style.clipPath { clip(&inner, outer, bounds) }
      for child in element.children { drawClip(picture.elements[child], style, inner) }
    }
  }

  /// One shape of a clip: its fill alone counts, and its own rule.
  private mutating func drawClip(_ element: SVGElement, _ inherited: SVGStyle, _ painter: Painter) {
    guard depth < SVGRenderer.depthLimit, spend(SVGRenderer.elementCost) else { return }
    depth += 1
    defer { depth -= 1 }
    let style = inherited.applying(element, viewport: viewport)
    guard style.isDisplayed else { return }
    var painter = painter
    painter.transform(by: element.transform)
    if element.name == .use, let name = element.reference, let index = picture.names[name] {
      painter.translate(
        x: element.length("x", of: viewport.width) ?? 0, y: element.length("y", of: viewport.height) ?? 0)
      return drawClip(picture.elements[index], style, painter)
    }
    guard let path = SVGShape.path(element, viewport: viewport), style.isVisible else { return }
    if let name = style.clipPath { clip(&painter, name, path.extent) }
    if pay(path, 0, painter) { painter.fill(path, .black, rule: style.clipRule) }
  }
}
