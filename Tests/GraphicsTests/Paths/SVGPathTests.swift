// SVG path data: every command, the ways of writing numbers, and errors.

import Testing

@testable import Graphics

@Suite struct SVGPathTests {
  private func close(_ first: Point, _ second: Point) -> Bool { (first - second).length < 1e-6 }

  @Test func relativeAndAbsoluteCommandsAgree() {
    let absolute = SVGPath.parse(
      "M10,20 L30,40 H50 V60 C51 62 53 64 55 66 S 59 70 61 72 Q 63 75 65 70 T 70 71 A 5 6 30 1 0 80 80 Z")
    let relative = SVGPath.parse(
      "m10,20 l20,20 h20 v20 c1 2 3 4 5 6 s 4 4 6 6 q 2 3 4 -2 t 5 1 a 5 6 30 1 0 10 9 z")
    #expect(absolute.elements.count == relative.elements.count)
    #expect(absolute.elements.count == 11)
    for (one, other) in zip(absolute.elements, relative.elements) {
      switch (one, other) {
      case (.move(let a), .move(let b)), (.line(let a), .line(let b)): #expect(close(a, b))
      case (.quad(let a, let b), .quad(let c, let d)): #expect(close(a, c) && close(b, d))
      case (.cubic(let a, let b, let c), .cubic(let d, let e, let f)):
        #expect(close(a, d) && close(b, e) && close(c, f))
      case (.close, .close): break
      default: Issue.record("\(one) and \(other)")
      }
    }
  }

  @Test func numbersMayBeWrittenWithoutSeparators() {
    let tight = SVGPath.parse("M.5-.5.5.25-1e1+2E-1l1e0-1a1 1 0 013 4")
    #expect(
      tight.elements.prefix(4) == [
        .move(Point(x: 0.5, y: -0.5)), .line(Point(x: 0.5, y: 0.25)), .line(Point(x: -10, y: 0.2)),
        .line(Point(x: -9, y: -0.8)),
      ])
    #expect(close(tight.current, Point(x: -6, y: 3.2)))
  }

  @Test func smoothCommandsReflectTheLastControlPointOnlyAfterTheirKind() {
    let path = SVGPath.parse("M0 0 C 1 1 2 3 4 4 S 6 7 8 8 M0 0 S 1 2 3 4")
    #expect(
      path.elements[2]
        == .cubic(
          control1: Point(x: 6, y: 5), control2: Point(x: 6, y: 7), end: Point(x: 8, y: 8)))
    #expect(path.elements[4] == .cubic(control1: .zero, control2: Point(x: 1, y: 2), end: Point(x: 3, y: 4)))
  }

  @Test func arcsLieOnTheirCircle() {
    for (large, sweep) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
      let path = SVGPath.parse("M10 0A10 10 0 \(large) \(sweep) 0 10")
      let centre = large == sweep ? Point(x: 10, y: 10) : Point.zero
      var length = 0
      for case .cubic(let control1, let control2, let end) in path.elements {
        #expect(abs((end - centre).length - 10) < 1e-6)
        #expect((control1 - centre).length > 10 && (control2 - centre).length > 10)
        length += 1
      }
      #expect(length == (large == 1 ? 3 : 1))
      #expect(close(path.current, Point(x: 0, y: 10)))
    }
    // Radii that are too small grow until they reach: half a circle around the middle.
    #expect(SVGPath.parse("M0 0 A 1 1 0 0 1 10 0").bounds.width > 9.9)
    #expect(SVGPath.parse("M0 0 A 0 5 0 0 1 10 0").elements.last == .line(Point(x: 10, y: 0)))
  }

  @Test func anErrorKeepsWhatCameBefore() {
    #expect(SVGPath.parse("").isEmpty)
    #expect(SVGPath.parse("L 1 2").isEmpty)
    #expect(SVGPath.parse("hello").isEmpty)
    for text in ["M1 2 L3 4 L5", "M1 2 L3 4 X 7", "M1 2 L3 4 A1 1 0 2 0 5 5", "M1 2 L3 4 L--1 2"] {
      #expect(SVGPath.parse(text).elements == [.move(Point(x: 1, y: 2)), .line(Point(x: 3, y: 4))])
    }
    #expect(SVGPath.parse("M1e999999 -1e-99999 L 1 1").elements.count == 2)
  }

  @Test func drawingGoesOnAtTheStartAfterClose() {
    let path = SVGPath.parse("M5 5 l10 0 0 10 z l1 1")
    #expect(path.elements.suffix(2) == [.move(Point(x: 5, y: 5)), .line(Point(x: 6, y: 6))])
  }

  @Test func iconsScaleToTheirRectangleInTheGivenColour() {
    let icon = VectorIcon(
      canvas: Size(width: 16, height: 16),
      layers: [
        VectorIcon.Layer(svg: "M0 0h16v16H0z", fill: .current),
        VectorIcon.Layer(svg: "M4 4h8v8H4z", fill: .color(.white)),
      ])
    let bitmap = Bitmap(width: 40, height: 40)
    Painter(bitmap.buffer).draw(icon, in: Rect(x: 4, y: 2, width: 32, height: 36), color: Color(0x0000FF))
    #expect(bitmap.buffer[4, 4] == 0xFF00_00FF && bitmap.buffer[35, 35] == 0xFF00_00FF)
    #expect(bitmap.buffer[20, 20] == 0xFFFF_FFFF && bitmap.buffer[12, 12] == 0xFFFF_FFFF)
    #expect(bitmap.buffer[11, 11] == 0xFF00_00FF)
    #expect(bitmap.buffer[20, 3] == 0 && bitmap.buffer[3, 20] == 0)
  }
}
