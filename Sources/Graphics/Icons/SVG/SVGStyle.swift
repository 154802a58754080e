// The properties that decide how an element is drawn; most of them go over to what is inside of it.

/// What a shape is filled or stroked with.
enum SVGPaint {
  case none
  /// The value of `color`.
  case current
  case color(Color)
  /// A gradient, and what to take if there is none of that name.
  case reference([UInt8], fallback: Color?)

  /// nil if it cannot be read (then the property keeps its value).
  init?(_ value: [UInt8]) {
    if value.elementsEqual("none".utf8) {
      self = .none
    } else if value.elementsEqual("currentColor".utf8) || value.elementsEqual("currentcolor".utf8) {
      self = .current
    } else if let (name, rest) = SVGPaint.url(value) {
      self = .reference(name, fallback: SVGColor.parse(rest))
    } else if let color = SVGColor.parse(value) {
      self = .color(color)
    } else {
      return nil
    }
  }

  /// The name in `url(#name)`, and what follows.
  static func url(_ value: [UInt8]) -> (name: [UInt8], rest: ArraySlice<UInt8>)? {
    guard value.starts(with: "url(".utf8), let close = value.firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let inside = value[4..<close].filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    guard inside.first == UInt8(ascii: "#") else { return nil }
    return (Array(inside.dropFirst()), value[(close + 1)...])
  }
}

struct SVGStyle {
  /// nil stands for the colour that the caller draws with.
  var color: Color?
  var fill = SVGPaint.color(.black)
  var stroke = SVGPaint.none
  var fillOpacity = 1.0
  var strokeOpacity = 1.0
  var fillRule = FillRule.nonZero
  var clipRule = FillRule.nonZero
  var line = StrokeStyle()
  var isVisible = true
  /// These three do not go over to what is inside.
  var isDisplayed = true
  var opacity = 1.0
  var clipPath: [UInt8]?

  /// The style of an element inside of one with this style.
  func applying(_ element: SVGElement, viewport: Size) -> SVGStyle {
    var style = self
    (style.isDisplayed, style.opacity, style.clipPath) = (true, 1, nil)
    for (name, value) in element.attributes where !value.elementsEqual("inherit".utf8) {
      style.set(name, value, viewport)
    }
    return style
  }

  private mutating func set(_ name: ArraySlice<UInt8>, _ value: [UInt8], _ viewport: Size) {
    func isNamed(_ word: String) -> Bool { name.elementsEqual(word.utf8) }
    func says(_ word: String) -> Bool { value.elementsEqual(word.utf8) }
    if isNamed("fill") { fill = SVGPaint(value) ?? fill }
    if isNamed("stroke") { stroke = SVGPaint(value) ?? stroke }
    if isNamed("color"), let parsed = SVGColor.parse(value) { color = parsed }
    if isNamed("fill-opacity") { fillOpacity = SVGStyle.share(value) ?? fillOpacity }
    if isNamed("stroke-opacity") { strokeOpacity = SVGStyle.share(value) ?? strokeOpacity }
    if isNamed("opacity") { opacity = SVGStyle.share(value) ?? opacity }
    if isNamed("fill-rule") { fillRule = says("evenodd") ? .evenOdd : .nonZero }
    if isNamed("clip-rule") { clipRule = says("evenodd") ? .evenOdd : .nonZero }
    if isNamed("visibility") { isVisible = says("visible") }
    if isNamed("display") { isDisplayed = !says("none") }
    if isNamed("clip-path") { clipPath = SVGPaint.url(value)?.name }
    if name.starts(with: "stroke-".utf8) { setLine(name.dropFirst(7), value, viewport) }
  }

  private mutating func setLine(_ name: ArraySlice<UInt8>, _ value: [UInt8], _ viewport: Size) {
    func isNamed(_ word: String) -> Bool { name.elementsEqual(word.utf8) }
    func says(_ word: String) -> Bool { value.elementsEqual(word.utf8) }
    var scanner = SVGScanner(value)
    if isNamed("width"), let width = scanner.length(of: SVGStyle.diagonal(viewport)), width >= 0 { line.width = width }
    if isNamed("linecap") { line.cap = says("round") ? .round : says("square") ? .square : .butt }
    if isNamed("linejoin") { line.join = says("round") ? .round : says("bevel") ? .bevel : .miter }
    if isNamed("miterlimit"), let limit = scanner.number(), limit >= 1 { line.miterLimit = limit }
    if isNamed("dasharray") { line.dashes = says("none") ? [] : SVGScanner.numbers(value) }
    if isNamed("dashoffset"), let offset = scanner.length(of: SVGStyle.diagonal(viewport)) { line.dashOffset = offset }
  }

  /// What a per cent of a length that has no direction is a part of (SVG 2, 8.9).
  static func diagonal(_ viewport: Size) -> Double {
    ((viewport.width * viewport.width + viewport.height * viewport.height) / 2).squareRoot()
  }

  /// A number or a per cent, cut to 0...1.
  static func share(_ value: [UInt8]) -> Double? {
    var scanner = SVGScanner(value)
    return scanner.length(of: 1).map { min(max($0, 0), 1) }
  }
}
