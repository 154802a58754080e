// The `d` attribute of an SVG path (SVG 2, section 9.3): all commands, absolute and relative, arcs included.

/// Parser of SVG path data.
public struct SVGPath {
  /// Icons are drawn by hand and small; more elements than this are not one.
  private static let elementLimit = 1 << 16

  private let text: [UInt8]
  private var offset = 0
  private var path = Path()
  /// The last control point, for the commands that continue a curve smoothly.
  private var lastCubic: Point?
  private var lastQuad: Point?

  private init(_ text: [UInt8]) { self.text = text }

  /// The path; where the text has an error, what came before it (as the specification asks).
  public static func parse(_ text: String) -> Path { parse(Array(text.utf8)) }

  /// The same from bytes.
  public static func parse(_ text: [UInt8]) -> Path {
    var parser = SVGPath(text)
    parser.parse()
    return parser.path
  }

  private mutating func parse() {
    skipSpace()
    guard offset < text.count, text[offset] | 0x20 == UInt8(ascii: "m") else { return }
    while offset < text.count {
      let command = text[offset]
      guard SVGPath.isCommand(command) else { return }
      offset += 1
      skipSpace()
      if command | 0x20 == UInt8(ascii: "z") {
        path.close()
        (lastCubic, lastQuad) = (nil, nil)
        continue
      }
      // A command may be followed by several sets of numbers; after the first, a move goes on as a line.
      var current = command
      repeat {
        guard path.elements.count < SVGPath.elementLimit, execute(current) else { return }
        if current == UInt8(ascii: "m") { current = UInt8(ascii: "l") }
        if current == UInt8(ascii: "M") { current = UInt8(ascii: "L") }
      } while hasNumber
    }
  }

  private static func isCommand(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "m"), UInt8(ascii: "l"), UInt8(ascii: "h"), UInt8(ascii: "v"), UInt8(ascii: "c"),
      UInt8(ascii: "s"), UInt8(ascii: "q"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "z"):
      true
    default: false
    }
  }

  // MARK: Commands

  /// Reads the numbers of one command and carries it out; false if they are not there.
  private mutating func execute(_ command: UInt8) -> Bool {
    let origin = command & 0x20 != 0 ? path.current : .zero
    switch command | 0x20 {
    case UInt8(ascii: "m"):
      guard let point = point(origin) else { return false }
      path.move(to: point)
    case UInt8(ascii: "l"):
      guard let point = point(origin) else { return false }
      path.line(to: point)
    case UInt8(ascii: "h"):
      guard let x = number() else { return false }
      path.line(to: Point(x: origin.x + x, y: path.current.y))
    case UInt8(ascii: "v"):
      guard let y = number() else { return false }
      path.line(to: Point(x: path.current.x, y: origin.y + y))
    case UInt8(ascii: "a"):
      guard arc(origin) else { return false }
    default: return curve(command | 0x20, origin)
    }
    (lastCubic, lastQuad) = (nil, nil)
    return true
  }

  private mutating func curve(_ command: UInt8, _ origin: Point) -> Bool {
    let here = path.current
    var control1: Point?
    switch command {
    case UInt8(ascii: "c"), UInt8(ascii: "q"):
      guard let given = point(origin) else { return false }
      control1 = given
    case UInt8(ascii: "s"): control1 = lastCubic.map { here * 2 - $0 } ?? here
    default: control1 = lastQuad.map { here * 2 - $0 } ?? here
    }
    guard let control1 else { return false }
    if command == UInt8(ascii: "c") || command == UInt8(ascii: "s") {
      guard let control2 = point(origin), let end = point(origin) else { return false }
      path.cubic(to: end, control1: control1, control2: control2)
      (lastCubic, lastQuad) = (control2, nil)
    } else {
      guard let end = point(origin) else { return false }
      path.quad(to: end, control: control1)
      (lastCubic, lastQuad) = (nil, control1)
    }
    return true
  }

  private mutating func arc(_ origin: Point) -> Bool {
    guard let radiusX = number(), let radiusY = number(), let rotation = number(), let isLarge = flag(),
      let isSweep = flag(), let end = point(origin)
    else { return false }
    path.addArc(
      to: end, radii: Size(width: radiusX.magnitude, height: radiusY.magnitude), rotation: rotation,
      isLarge: isLarge, isSweep: isSweep)
    return true
  }

  // MARK: Tokens

  private mutating func skipSpace() {
    while offset < text.count, text[offset] <= 0x20 { offset += 1 }
  }

  private mutating func skipSeparator() {
    skipSpace()
    if offset < text.count, text[offset] == UInt8(ascii: ",") {
      offset += 1
      skipSpace()
    }
  }

  private var hasNumber: Bool {
    guard offset < text.count else { return false }
    switch text[offset] {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): return true
    default: return false
    }
  }

  private mutating func point(_ origin: Point) -> Point? {
    guard let x = number(), let y = number() else { return nil }
    return origin + Point(x: x, y: y)
  }

  /// A flag is one digit, and needs nothing between it and the next number.
  private mutating func flag() -> Bool? {
    guard offset < text.count, text[offset] == UInt8(ascii: "0") || text[offset] == UInt8(ascii: "1") else {
      return nil
    }
    let isSet = text[offset] == UInt8(ascii: "1")
    offset += 1
    skipSeparator()
    return isSet
  }

  private mutating func number() -> Double? {
    guard let (value, next) = DecimalNumber.parse(text, from: offset) else { return nil }
    offset = next
    skipSeparator()
    return value
  }
}
