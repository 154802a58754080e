// Gradients: their attributes may come from other gradients (SVG 2, chapter 14).

struct SVGGradient {
  /// How many gradients may refer to one another.
  private static let chainLimit = 8

  private let picture: SVGImage
  /// The gradient, then the one that it refers to, and so on.
  private let chain: [SVGElement]

  /// nil if there is no gradient of that name.
  init?(_ picture: SVGImage, _ name: [UInt8]) {
    var chain: [SVGElement] = []
    var next = picture.names[name]
    while let index = next, chain.count < SVGGradient.chainLimit {
      let element = picture.elements[index]
      guard element.name == .linearGradient || element.name == .radialGradient else { break }
      chain.append(element)
      next = element.reference.flatMap { picture.names[$0] }
    }
    if chain.isEmpty { return nil }
    self.picture = picture
    self.chain = chain
  }

  private func value(_ name: String) -> [UInt8]? {
    for element in chain {
      if let value = element[name] { return value }
    }
    return nil
  }

  /// As a paint for a shape of that extent; nil paints nothing.
  /// - Parameter current: What `currentColor` is.
  func paint(_ bounds: Rect, viewport: Size, opacity: Double, current: Color) -> Paint? {
    let isUser = value("gradientUnits")?.elementsEqual("userSpaceOnUse".utf8) ?? false
    var transform = value("gradientTransform").map(SVGScanner.transform) ?? .identity
    if !isUser {
      // Nothing across or down: there is no square to stretch.
      guard bounds.width > 0, bounds.height > 0 else { return nil }
      let box = Transform(
        a: bounds.width, b: 0, c: 0, d: bounds.height, tx: bounds.minX, ty: bounds.minY)
      transform = box(transform)
    }
    let whole = isUser ? viewport : Size(width: 1, height: 1)
    func number(_ name: String, _ whole: Double, _ normal: Double) -> Double {
      guard let text = value(name) else { return normal * whole }
      var scanner = SVGScanner(text)
      return scanner.length(of: whole) ?? normal * whole
    }
    let stops = stops(opacity: opacity, current: current)
    guard let last = stops.last else { return nil }
    if stops.count == 1 { return .color(last.color) }
    if chain[0].name == .linearGradient {
      let start = Point(x: number("x1", whole.width, 0), y: number("y1", whole.height, 0))
      let end = Point(x: number("x2", whole.width, 1), y: number("y2", whole.height, 0))
      if start == end { return .color(last.color) }
      return .linearGradient(
        LinearGradient(start: start, end: end, stops: stops, spread: spread, transform: transform))
    }
    let diagonal = SVGStyle.diagonal(whole)
    let center = Point(x: number("cx", whole.width, 0.5), y: number("cy", whole.height, 0.5))
    let focus = Point(
      x: value("fx") == nil ? center.x : number("fx", whole.width, 0.5),
      y: value("fy") == nil ? center.y : number("fy", whole.height, 0.5))
    return .radialGradient(
      RadialGradient(
        center: center, radius: number("r", diagonal, 0.5), focus: focus, focusRadius: number("fr", diagonal, 0),
        stops: stops, spread: spread, transform: transform))
  }

  private var spread: Spread {
    guard let text = value("spreadMethod") else { return .pad }
    return text.elementsEqual("repeat".utf8) ? .repeat : text.elementsEqual("reflect".utf8) ? .reflect : .pad
  }

  /// The stops of the first gradient of the chain that has any.
  private func stops(opacity: Double, current: Color) -> [GradientStop] {
    for element in chain {
      var stops: [GradientStop] = []
      for child in element.children where picture.elements[child].name == .stop {
        let stop = picture.elements[child]
        // Offsets never go down.
        let offset = max(stop["offset"].flatMap(SVGStyle.share) ?? 0, stops.last?.offset ?? 0)
        var color = Color.black
        switch stop["stop-color"].flatMap({ SVGPaint($0) }) {
        case .color(let given): color = given
        case .current: color = stop["color"].flatMap { SVGColor.parse($0) } ?? current
        default: break
        }
        let share = stop["stop-opacity"].flatMap(SVGStyle.share) ?? 1
        stops.append(GradientStop(offset, color.multiplyingAlpha(share * opacity)))
      }
      if !stops.isEmpty { return stops }
    }
    return []
  }
}
