// A picture in SVG: the part of SVG 2 that icons use.
//
// Shapes, paths, groups, transforms, fill, stroke and opacity, gradients, viewBox, use, symbol and clipPath, the style
// attribute, colours by name. What is not known (text, filters, masks, style sheets, scripts) is passed over.
// Nothing outside of the bytes is ever opened.

/// Why bytes are not a picture.
public enum SVGError: Error, Equatable, Sendable {
  /// There is no `svg` element.
  case notSVG
  case tooLarge
}

/// A parsed picture, to be drawn at any size.
public struct SVGImage {
  /// Icons are a few kilobytes; the limits are those of drawings by hand.
  public static let byteLimit = 1 << 22
  static let elementLimit = 1 << 16
  /// Elements deeper than this are left out.
  static let depthLimit = 48

  /// The size that the picture says it has, in user units.
  public let size: Size
  let elements: [SVGElement]
  /// The first element of each name.
  let names: [[UInt8]: Int]

  public init(parsing bytes: [UInt8]) throws(SVGError) {
    guard bytes.count <= SVGImage.byteLimit else { throw .tooLarge }
    var reader = XMLReader(bytes)
    var elements: [SVGElement] = []
    var names: [[UInt8]: Int] = [:]
    // The elements around the present one; nil for those that are passed over.
    var around: [Int?] = []
    reading: while let token = reader.next() {
      switch token {
      case .end:
        _ = around.popLast()
        if around.isEmpty && !elements.isEmpty { break reading }
      case .start(let name, let attributes, let isEmpty):
        var index: Int?
        let parent = around.last ?? nil
        let isWanted = elements.isEmpty || parent != nil
        if isWanted, around.count < SVGImage.depthLimit, elements.count < SVGImage.elementLimit,
          let known = SVGElement.Name(SVGElement.local(name))
        {
          guard !elements.isEmpty || known == .svg else { throw .notSVG }
          index = elements.count
          if let parent { elements[parent].children.append(elements.count) }
          elements.append(SVGElement(known, attributes))
          if let id = elements[elements.count - 1]["id"], names[id] == nil { names[id] = elements.count - 1 }
        }
        if elements.isEmpty { throw .notSVG }
        if !isEmpty { around.append(index) }
      }
    }
    guard let root = elements.first else { throw .notSVG }
    self.elements = elements
    self.names = names
    let box = SVGViewBox(root)?.rect.size
    size = Size(
      width: SVGImage.side(root, "width", box?.width ?? 300), height: SVGImage.side(root, "height", box?.height ?? 150))
  }

  private static func side(_ root: SVGElement, _ name: String, _ normal: Double) -> Double {
    let length = root.length(name, of: normal) ?? normal
    return length > 0 && length.isFinite ? min(length, 65536) : normal
  }

  /// The picture as pixels; `color` is what stands for `currentColor`.
  public func bitmap(_ size: PixelSize, color: Color = .black) -> Bitmap {
    let bitmap = Bitmap(size)
    Painter(bitmap.buffer).draw(self, in: bitmap.bounds.logical(), color: color)
    return bitmap
  }
}

extension Painter {
  /// Draws a picture as large as fits into `rect`, centred (or as it says itself). `color` stands for `currentColor`.
  public func draw(_ picture: SVGImage, in rect: Rect, color: Color = .black) {
    var renderer = SVGRenderer(picture, color)
    renderer.draw(on: self, in: rect)
  }
}
