// One element of a picture, as far as drawing knows it.

struct SVGElement {
  enum Name {
    case svg, group, definitions, symbol, use, clipPath, linearGradient, radialGradient, stop, path, rect, circle,
      ellipse,
      line, polyline, polygon

    /// nil for elements that are passed over with all that is in them.
    init?(_ bytes: ArraySlice<UInt8>) {
      for (word, name) in Name.words where bytes.elementsEqual(word.utf8) {
        self = name
        return
      }
      return nil
    }

    private static let words: [(String, Name)] = [
      ("path", .path), ("g", .group), ("rect", .rect), ("circle", .circle), ("ellipse", .ellipse), ("line", .line),
      ("polyline", .polyline), ("polygon", .polygon), ("use", .use), ("stop", .stop), ("a", .group), ("svg", .svg),
      ("defs", .definitions), ("symbol", .symbol), ("clipPath", .clipPath), ("linearGradient", .linearGradient),
      ("radialGradient", .radialGradient),
    ]
  }

  let name: Name
  /// Those of the style attribute come last, so that they count.
  let attributes: [(name: ArraySlice<UInt8>, value: [UInt8])]
  var children: [Int] = []

  init(_ name: Name, _ given: [XMLReader.Attribute]) {
    self.name = name
    var attributes: [(name: ArraySlice<UInt8>, value: [UInt8])] = []
    var style: [UInt8] = []
    for attribute in given {
      if attribute.name.elementsEqual("style".utf8) {
        style = attribute.value
      } else {
        attributes.append((SVGElement.local(attribute.name), attribute.value))
      }
    }
    self.attributes = attributes + SVGElement.declarations(style)
  }

  /// A name without the prefix of its name space.
  static func local(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
  }

  private static func declarations(_ style: [UInt8]) -> [(name: ArraySlice<UInt8>, value: [UInt8])] {
    style.split(separator: UInt8(ascii: ";")).prefix(XMLReader.attributeLimit).compactMap { part in
      guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      return (trimmed(part[..<colon]), Array(trimmed(part[(colon + 1)...])))
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop { $0 <= 0x20 }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text
  }

  /// The value of an attribute.
  subscript(name: String) -> [UInt8]? {
    attributes.last { $0.name.elementsEqual(name.utf8) }?.value
  }

  /// The length in an attribute; `whole` is what a per cent is one hundredth of.
  func length(_ name: String, of whole: Double) -> Double? {
    guard let value = self[name] else { return nil }
    var scanner = SVGScanner(value)
    return scanner.length(of: whole)
  }

  /// The name of another element behind a `#`.
  var reference: [UInt8]? {
    guard let value = self["href"], value.first == UInt8(ascii: "#") else { return nil }
    return Array(value.dropFirst())
  }

  var transform: Transform { self["transform"].map(SVGScanner.transform) ?? .identity }
}
