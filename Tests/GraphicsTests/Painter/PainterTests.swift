// Shapes: crisp edges, right areas, and nothing outside of the clip.

import Testing

@testable import Graphics

@Suite struct PainterTests {
  private static func coverage(_ bitmap: Bitmap) -> Double {
    var sum = 0.0
    for y in 0..<bitmap.height { for x in 0..<bitmap.width { sum += Double(bitmap.buffer[x, y] >> 24) / 255 } }
    return sum
  }

  @Test(arguments: [0.4, 1.0, 3.3, 10, 47.5])
  func circleHasItsArea(_ radius: Double) {
    let bitmap = Bitmap(width: 100, height: 100)
    Painter(bitmap.buffer).circle(center: Point(x: 50.2, y: 49.7), radius: radius, .black)
    let exact = 3.141592653589793 * radius * radius
    #expect(abs(Self.coverage(bitmap) - exact) < 0.02 * exact + 0.05)
  }

  @Test func ringAndStrokedCircleAgree() {
    let (ring, stroked) = (Bitmap(width: 60, height: 60), Bitmap(width: 60, height: 60))
    let center = Point(x: 30, y: 30)
    Painter(ring.buffer).strokeCircle(center: center, radius: 20, width: 3, .black)
    let circle = Path(ellipseIn: Rect(x: 10, y: 10, width: 40, height: 40))
    Painter(stroked.buffer).stroke(circle, width: 3, .black)
    let exact = 3.141592653589793 * (21.5 * 21.5 - 18.5 * 18.5)
    #expect(abs(Self.coverage(ring) - exact) < 2)
    #expect(abs(Self.coverage(stroked) - exact) < 3)
    for y in 0..<60 {
      for x in 0..<60 {
        #expect(abs(Int(ring.buffer[x, y] >> 24) - Int(stroked.buffer[x, y] >> 24)) < 24, "\(x), \(y)")
      }
    }
  }

  @Test(arguments: [(1.0, 6.0), (1, 10), (1.5, 7), (2, 6), (1, 200)])
  func roundedRectangleIsSymmetric(_ scale: Double, _ radius: Double) {
    let bitmap = Bitmap(width: 80, height: 60)
    let painter = Painter(bitmap.buffer, scale: scale)
    let rect = Rect(x: 4 / scale, y: 6 / scale, width: 72 / scale, height: 48 / scale)
    painter.fillRounded(rect, radius: radius, Color(0x336699))
    painter.strokeRounded(rect, radius: radius, width: 1, Color(0x000000, alpha: 0.5))
    for y in 0..<60 {
      for x in 0..<80 {
        let pixel = Int(bitmap.buffer[x, y] >> 24)
        #expect(abs(pixel - Int(bitmap.buffer[79 - x, y] >> 24)) <= 2)
        #expect(abs(pixel - Int(bitmap.buffer[x, 59 - y] >> 24)) <= 2)
      }
    }
    #expect(bitmap.buffer[40, 30] == Color(0x336699).premultiplied)
    #expect(bitmap.buffer[40, 5] == 0 && bitmap.buffer[3, 30] == 0)
    #expect(bitmap.buffer[4, 6] >> 24 < 128)
  }

  @Test(arguments: [1.0, 1.25, 1.5, 2, 3])
  func edgesAndHairlinesAreCrisp(_ scale: Double) {
    let bitmap = Bitmap(width: 120, height: 120)
    let painter = Painter(bitmap.buffer, scale: scale)
    painter.fill(Rect(x: 3.3, y: 4.7, width: 10.1, height: 9.9), .black)
    painter.line(from: Point(x: 2, y: 20), to: Point(x: 30, y: 20), .black)
    painter.line(from: Point(x: 35, y: 2), to: Point(x: 35, y: 30), width: 0.1, .black)
    painter.strokeRounded(Rect(x: 2.2, y: 25.5, width: 20, height: 8), radius: 0, width: 1, .black)
    for y in 0..<120 {
      for x in 0..<120 { #expect([0, 255].contains(bitmap.buffer[x, y] >> 24), "\(x), \(y) is grey") }
    }
    #expect((0..<120).contains { bitmap.buffer[$0, Int(10 * scale)] != 0 })
    #expect((0..<120).filter { bitmap.buffer[$0, Int(3 * scale)] != 0 }.count == 1)
  }

  @Test func doubleScaleIsTheSameShapeInDoubleSize() {
    let (small, large) = (Bitmap(width: 40, height: 40), Bitmap(width: 80, height: 80))
    for (bitmap, scale) in [(small, 1.0), (large, 2.0)] {
      var painter = Painter(bitmap.buffer, scale: scale)
      painter.translate(x: 5, y: 3)
      painter.fill(Rect(x: 2, y: 2, width: 20, height: 11), Color(0x204080))
      painter.line(from: Point(x: 2, y: 20), to: Point(x: 20, y: 20), width: 2, .black)
    }
    for y in 0..<40 {
      for x in 0..<40 {
        for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
          #expect(small.buffer[x, y] == large.buffer[2 * x + right, 2 * y + down])
        }
      }
    }
  }

  @Test func stateIsAValueAndClipsNest() {
    let bitmap = Bitmap(width: 50, height: 50)
    var painter = Painter(bitmap.buffer)
    painter.restore()
    painter.save()
    painter.translate(x: 10, y: 10)
    painter.clip(to: Rect(x: 0, y: 0, width: 20, height: 20))
    var copy = painter
    copy.clip(to: Rect(x: 5, y: 5, width: 100, height: 100))
    #expect(copy.clipBounds == Rect(x: 5, y: 5, width: 15, height: 15))
    #expect(painter.clipBounds == Rect(x: 0, y: 0, width: 20, height: 20))
    copy.clip(to: Rect(x: 30, y: 30, width: 5, height: 5))
    #expect(copy.clipBounds.isEmpty)
    painter.restore()
    #expect(painter.clipPixels == bitmap.bounds)
  }

  /// Random shapes through random clips in the middle of a larger buffer: its border must stay as it was.
  @Test func nothingIsWrittenOutsideTheClip() throws {
    let library = try TestFonts.library()
    let bitmap = Bitmap(width: 64, height: 64)
    var generator = SystemRandomNumberGenerator()
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
    func point() -> Point { Point(x: number(-100...160), y: number(-100...160)) }
    for round in 0..<400 {
      bitmap.buffer.fillRect(bitmap.bounds, pixel: 0xFFCA_FE00)
      let clip = PixelRect(
        x: Int(number(0...40)), y: Int(number(0...40)), width: Int(number(0...24)), height: Int(number(0...24)))
      var painter = Painter(bitmap.buffer, scale: number(0.5...2.5), fonts: library)
      painter.clip(toPixels: clip)
      let rect = Rect(x: number(-50...50), y: number(-50...50), width: number(0...120), height: number(0...120))
      var path = Path(rounded: rect, radii: CornerRadii(number(0...80)))
      path.move(to: point())
      path.quad(to: point(), control: point())
      path.cubic(to: point(), control1: point(), control2: point())
      path.line(to: point())
      switch round % 8 {
      case 0: painter.fill(path, .black)
      case 1: painter.stroke(path, StrokeStyle(width: number(0...30), cap: .round, join: .round), .black)
      case 2: painter.stroke(path, StrokeStyle(width: number(0...30), cap: .square, join: .miter), .black)
      case 3: painter.shadow(rect, radius: number(0...30), offset: point(), blur: number(0...60), .black)
      case 4: painter.fillRounded(rect, radius: number(0...60), .vertical(rect, from: .black, to: .white))
      case 5: painter.drawText("Wild text", at: point(), style: TextStyle(size: number(4...90)), color: .black)
      case 6: painter.draw(Bitmap(width: 30, height: 20), in: rect)
      default: painter.strokeRounded(rect, radius: number(0...60), width: number(0...9), .black)
      }
      for y in 0..<64 {
        for x in 0..<64 where !clip.contains(PixelPoint(x: x, y: y)) {
          if bitmap.buffer[x, y] != 0xFFCA_FE00 { Issue.record("round \(round) wrote at \(x), \(y)") }
        }
      }
    }
  }

  @Test func wildNumbersAreHarmless() {
    let bitmap = Bitmap(width: 20, height: 20)
    let wild = [0, -1, 1e-300, 1e9, -1e300, Double.nan, .infinity, -.infinity]
    for first in wild {
      for second in wild {
        var painter = Painter(bitmap.buffer, scale: second)
        painter.translate(x: first, y: second)
        let rect = Rect(x: first, y: second, width: second, height: first)
        painter.fill(rect, .black)
        painter.fillRounded(rect, radius: first, .black)
        painter.strokeRounded(rect, radius: second, width: first, .black)
        painter.shadow(rect, radius: first, offset: rect.origin, blur: second, .black)
        painter.circle(center: rect.origin, radius: second, .black)
        painter.line(from: rect.origin, to: Point(x: second, y: first), width: second, .black)
        painter.stroke(Path(ellipseIn: rect), width: first, .black)
        painter.fill(rect, .vertical(rect, from: .black, to: .clear))
        painter.draw(Bitmap(width: 3, height: 3), in: rect)
        painter.clip(to: rect)
        #expect(bitmap.bounds.contains(painter.clipPixels))
      }
    }
  }

  @Test func strokeHasTheAreaOfItsLine() {
    for (cap, extra) in [(StrokeStyle.Cap.butt, 0.0), (.square, 36), (.round, 9 * 3.14159)] {
      let bitmap = Bitmap(width: 80, height: 80)
      var path = Path()
      path.move(to: Point(x: 15, y: 20))
      path.line(to: Point(x: 55, y: 50))
      Painter(bitmap.buffer).stroke(path, StrokeStyle(width: 6, cap: cap), .black)
      #expect(abs(Self.coverage(bitmap) - (50 * 6 + extra)) < 1.5)
    }
  }

  @Test func joinsFillTheCorner() {
    func corner(_ join: StrokeStyle.Join) -> Double {
      let bitmap = Bitmap(width: 60, height: 60)
      var path = Path()
      path.move(to: Point(x: 10, y: 40))
      path.line(to: Point(x: 40, y: 40))
      path.line(to: Point(x: 40, y: 10))
      Painter(bitmap.buffer).stroke(path, StrokeStyle(width: 8, join: join), .black)
      return Self.coverage(bitmap)
    }
    // Two arms of 30 × 8 that share a square of 4 × 4 inside; outside: a square of 16, a triangle of 8, a quarter.
    let arms = 2.0 * 30 * 8 - 16
    #expect(abs(corner(.miter) - (arms + 16)) < 0.5)
    #expect(abs(corner(.bevel) - (arms + 8)) < 0.5)
    #expect(abs(corner(.round) - (arms + 3.14159 * 4)) < 0.5)
  }

  @Test func gradientRunsFromFirstToLastColour() {
    let bitmap = Bitmap(width: 8, height: 256)
    let rect = Rect(x: 0, y: 0, width: 8, height: 256)
    Painter(bitmap.buffer).fill(rect, .vertical(rect, from: .black, to: .white))
    for y in 0..<256 {
      var sum = 0
      for x in 0..<4 {
        let level = Int(bitmap.buffer[x, y] & 255)
        #expect(abs(level - y) <= 1)
        sum += level
      }
      // Dithering keeps the mean: half a level at most.
      #expect(abs(Double(sum) / 4 - (Double(y) + 0.5) / 256 * 255) <= 0.8)
      #expect(bitmap.buffer[3, y] >> 24 == 255)
    }
  }

  @Test func shadowFadesAndKeepsItsWeight() {
    let bitmap = Bitmap(width: 200, height: 200)
    let rect = Rect(x: 60, y: 60, width: 80, height: 80)
    Painter(bitmap.buffer).shadow(rect, radius: 10, blur: 20, .black)
    // Blurring moves coverage, but neither makes nor loses it.
    let exact = 80 * 80 - (4 - 3.14159) * 100
    #expect(abs(Self.coverage(bitmap) - exact) < exact * 0.02)
    #expect(bitmap.buffer[100, 100] >> 24 > 250)
    #expect(abs(Int(bitmap.buffer[60, 100] >> 24) - 128) < 12)
    for x in 20..<100 { #expect(bitmap.buffer[x, 100] >> 24 <= bitmap.buffer[x + 1, 100] >> 24) }
    for y in 0..<200 { for x in 0..<200 { #expect(bitmap.buffer[x, y] == bitmap.buffer[199 - x, y]) } }
    #expect(bitmap.buffer[10, 100] == 0)
  }

  @Test func scalingKeepsEvenPicturesEvenAndAverages() {
    let source = Bitmap(width: 4, height: 4)
    let target = Bitmap(width: 20, height: 20)
    source.buffer.fillRect(source.bounds, Color(0x6080A0))
    for side in [1.0, 2, 3, 5, 7, 16, 20] {
      target.buffer.fillRect(target.bounds, pixel: 0)
      Painter(target.buffer).draw(source, in: Rect(x: 0, y: 0, width: side, height: side))
      for y in 0..<Int(side) { for x in 0..<Int(side) { #expect(target.buffer[x, y] == 0xFF60_80A0) } }
    }
    for y in 0..<4 { for x in 0..<4 { source.buffer[x, y] = (x + y) & 1 == 0 ? 0xFFFF_FFFF : 0xFF00_0000 } }
    Painter(target.buffer).draw(source, in: Rect(x: 0, y: 0, width: 2, height: 2))
    for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] { #expect(target.buffer[x, y] == 0xFF80_8080) }
  }

  @Test func roundedPictureHasClearCornersAndAWholeMiddle() {
    let source = Bitmap(width: 30, height: 20)
    source.buffer.fillRect(source.bounds, .white)
    let target = Bitmap(width: 40, height: 40)
    Painter(target.buffer).drawRounded(
      source.buffer, in: Rect(x: 5, y: 5, width: 30, height: 20), radii: CornerRadii(top: 8, bottom: 0))
    #expect(target.buffer[5, 5] == 0 && target.buffer[34, 5] == 0)
    #expect(target.buffer[5, 24] == 0xFFFF_FFFF && target.buffer[20, 5] == 0xFFFF_FFFF)
    #expect(target.buffer[20, 25] == 0 && target.buffer[35, 10] == 0)
  }
}
