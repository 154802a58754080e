// Pictures in SVG: sizes, colours, the desktop's own icons, and input that means harm.

import Foundation
import Testing

@testable import Graphics

@Suite struct SVGImageTests {
  private static func parse(_ text: String) throws(SVGError) -> SVGImage { try SVGImage(parsing: Array(text.utf8)) }

  private static let icons = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("assets/icons")

  @Test func sizesComeFromTheFile() throws {
    #expect(try Self.parse("<svg width='20' height='1in'/>").size == Size(width: 20, height: 96))
    #expect(try Self.parse("<svg viewBox='5 5 30,40'/>").size == Size(width: 30, height: 40))
    #expect(try Self.parse("<svg viewBox='0 0 30 40' width='50%'/>").size == Size(width: 15, height: 40))
    #expect(try Self.parse("<s:svg xmlns:s='http://www.w3.org/2000/svg'/>").size == Size(width: 300, height: 150))
  }

  @Test(arguments: [
    "", "hello", "<html/>", "<html><svg/></html>", "<", "<!--", "<!DOCTYPE svg [", "<svg", "<svg a", "<svg a=\"b",
  ])
  func whatIsNoPictureIsRefused(_ text: String) {
    #expect(throws: SVGError.notSVG) { try Self.parse(text) }
  }

  @Test func tooManyBytesAreRefused() {
    #expect(throws: SVGError.tooLarge) {
      try SVGImage(parsing: [UInt8](repeating: 0x20, count: SVGImage.byteLimit + 1))
    }
  }

  @Test(arguments: [
    ("#f80", 0xFFFF8800 as UInt32), ("#FF8800", 0xFFFF_8800), (" Red ", 0xFFFF_0000), ("rebeccapurple", 0xFF66_3399),
    ("rgb(255, 136, 0)", 0xFFFF_8800), ("rgb(100% 0% 20%)", 0xFFFF_0033), ("rgba(0,0,0,.5)", 0x8000_0000),
    ("rgb(0 0 255 / 50%)", 0x8000_0080), ("hsl(120, 100%, 25%)", 0xFF00_8000), ("hsl(-240 100% 25%)", 0xFF00_8000),
    ("#0000", 0), ("transparent", 0), ("#00ff0080", 0x8000_8000),
  ])
  func coloursAreRead(_ text: String, _ pixel: UInt32) {
    #expect(SVGColor.parse(Array(text.utf8))?.premultiplied == pixel)
  }

  @Test(arguments: ["", "#", "#12", "#12345", "#ggg", "rgb()", "rgb(1,2)", "reddish", "rgb(1,2,3", "url(#a)"])
  func whatIsNoColourIsNone(_ text: String) { #expect(SVGColor.parse(Array(text.utf8)) == nil) }

  @Test func theCallersColourIsCurrentColor() throws {
    let image = try Self.parse("<svg viewBox='0 0 8 8'><path d='M0 0H8V8H0z' fill='currentColor'/></svg>")
    let bitmap = image.bitmap(PixelSize(width: 8, height: 8), color: Color(0x123456))
    #expect(bitmap.buffer[4, 4] == 0xFF12_3456)
  }

  /// What does not fit the square is centred, and nothing is drawn beside the rectangle.
  @Test func picturesKeepTheirShapeAndTheirPlace() throws {
    let image = try Self.parse("<svg viewBox='0 0 20 10'><rect x='-50' y='-50' width='100' height='100'/></svg>")
    let bitmap = Bitmap(width: 60, height: 60)
    Painter(bitmap.buffer).draw(image, in: Rect(x: 10, y: 10, width: 40, height: 40))
    for y in 0..<60 {
      for x in 0..<60 {
        let isInside = (10..<50).contains(x) && (10..<50).contains(y)
        #expect((bitmap.buffer[x, y] != 0) == isInside)
      }
    }
    let small = try Self.parse("<svg viewBox='0 0 20 10'><rect width='20' height='10'/></svg>")
    let other = small.bitmap(PixelSize(width: 40, height: 40))
    #expect(
      other.buffer[20, 9] == 0 && other.buffer[20, 10] != 0 && other.buffer[20, 29] != 0 && other.buffer[20, 30] == 0)
  }

  /// A clip of a clip leaves what lies in both; a symbol is cut off at its window. (librsvg does neither.)
  @Test func clipsAndWindowsNest() throws {
    let image = try Self.parse(
      """
      <svg viewBox='0 0 20 20'><clipPath id='a'><rect width='10' height='20'/></clipPath>
      <clipPath id='b' clip-path='url(#a)'><rect width='20' height='10'/></clipPath>
      <rect width='20' height='20' clip-path='url(#b)'/>
      <symbol id='s' viewBox='0 0 1 1'><rect x='-9' y='-9' width='18' height='18'/></symbol>
      <use href='#s' x='12' y='12' width='6' height='6'/></svg>
      """)
    let bitmap = image.bitmap(PixelSize(width: 20, height: 20))
    for y in 0..<20 {
      for x in 0..<20 {
        let isInside = (x < 10 && y < 10) || ((12..<18).contains(x) && (12..<18).contains(y))
        #expect((bitmap.buffer[x, y] != 0) == isInside, "\(x), \(y)")
      }
    }
  }

  // MARK: Harm

  /// Each level uses the one below ten times: ten billion elements, if nobody counts.
  @Test(.timeLimit(.minutes(1))) func usesThatGrowWithoutEndEnd() throws {
    var text = "<svg viewBox='0 0 10 10'><defs><path id='l0' d='M0 0H9V9z'/>"
    for level in 1...10 {
      text += "<g id='l\(level)'>" + String(repeating: "<use href='#l\(level - 1)'/>", count: 10) + "</g>"
    }
    _ = try Self.parse(text + "</defs><use href='#l10'/></svg>").bitmap(PixelSize(width: 64, height: 64))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<g id='a'><use href='#a'/></g>", "<use id='a' href='#b'/><use id='b' href='#a'/>",
      "<clipPath id='a' clip-path='url(#a)'><rect width='9' height='9'/></clipPath>"
        + "<rect width='9' height='9' clip-path='url(#a)'/>",
      "<clipPath id='a'><use href='#r'/></clipPath><rect id='r' width='9' height='9' clip-path='url(#a)'/>",
      "<linearGradient id='a' href='#b'/><linearGradient id='b' href='#a'/><rect width='9' height='9' fill='url(#a)'/>",
      "<symbol id='a' viewBox='0 0 1 1'><use href='#a'/></symbol><use href='#a'/>",
    ])
  func circlesEnd(_ inside: String) throws {
    _ = try Self.parse("<svg viewBox='0 0 10 10'>\(inside)</svg>").bitmap(PixelSize(width: 64, height: 64))
  }

  @Test(.timeLimit(.minutes(1))) func depthAndLayersAreBounded() throws {
    let deep = String(repeating: "<g opacity='.9' clip-path='url(#c)'>", count: 100_000)
    let image = try Self.parse("<svg viewBox='0 0 9 9'><clipPath id='c'><rect width='9' height='9'/></clipPath>\(deep)")
    _ = image.bitmap(PixelSize(width: 256, height: 256))
    #expect(image.elements.count < 60)
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: ["0", "-1", "1e308", "-1e308", "1e-308", "nan", "999999999999999999999", "50%", ""])
  func wildNumbersAreHarmless(_ number: String) throws {
    let text = """
      <svg viewBox="0 0 \(number) 10" width="\(number)"><g transform="scale(\(number)) rotate(\(number))">
      <rect x="\(number)" y="1" width="\(number)" height="5" rx="\(number)" stroke="red" stroke-width="\(number)"
        stroke-dasharray="\(number) 1" stroke-dashoffset="\(number)" stroke-miterlimit="\(number)"/>
      <circle cx="1" cy="\(number)" r="\(number)"/>
      <path d="M\(number) 1A\(number) 2 \(number) 1 0 4 \(number)z" fill="url(#a)"/>
      <linearGradient id="a" x1="\(number)" gradientTransform="scale(\(number))"><stop offset="\(number)"/><stop/>
      </linearGradient>
      <svg width="\(number)" viewBox="\(number) 0 \(number) 3"><polygon points="1 2 \(number) 4 5"/></svg></g></svg>
      """
    _ = try Self.parse(text).bitmap(PixelSize(width: 40, height: 40))
    let inner = text.replacingOccurrences(
      of: "viewBox=\"0 0 \(number) 10\" width=\"\(number)\"", with: "viewBox='0 0 9 9'")
    _ = try Self.parse(inner).bitmap(PixelSize(width: 40, height: 40))
  }

  /// The desktop's icons with bytes changed, cut out and doubled: an error or a picture, in a moment.
  @Test(.timeLimit(.minutes(3))) func mutationsAreHarmless() throws {
    var generator = Mutations(state: 20261122)
    for url in try FileManager.default.contentsOfDirectory(
      at: Self.icons.appendingPathComponent("apps"), includingPropertiesForKeys: nil)
    {
      let original = [UInt8](try Data(contentsOf: url))
      for _ in 0..<120 {
        let image = try? SVGImage(parsing: generator.mutated(original))
        _ = image?.bitmap(PixelSize(width: 24, height: 24))
      }
    }
  }

  private struct Mutations {
    var state: UInt64
    private static let pieces = [
      "<g>", "</g>", "\"", "<", ">", "&#", "1e99", "url(#", "<use href='#g1'/>", "%", "-", "M",
    ]

    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(limit, 1)
    }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
      var bytes = bytes
      for _ in 0...next(6) where !bytes.isEmpty {
        let place = next(bytes.count)
        switch next(4) {
        case 0: bytes[place] = UInt8(next(256))
        case 1: bytes.removeSubrange(place..<min(place + next(40), bytes.count))
        case 2: bytes.insert(contentsOf: Array(Self.pieces[next(Self.pieces.count)].utf8), at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(place + next(60), bytes.count)], at: next(bytes.count))
        }
      }
      return bytes
    }
  }
}
