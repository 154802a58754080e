// Gradients and pictures as paints: beside cairo's, and where a formula says what has to come out.

import Testing

@testable import Graphics

@Suite struct GradientTests {
  private static let square = "M 0 0 L 100 0 L 100 100 L 0 100 Z"
  private static let stops = [
    GradientStop(0, Color(0xFF0000)), GradientStop(0.4, Color(0x00FF00, alpha: 0.5)), GradientStop(1, Color(0x0000FF)),
  ]
  /// Where colours jump, cairo's pixels and ours may fall on either side: none of these pictures has hard edges.
  private static let stopWords = "0,1,0,0,1;0.4,0,1,0,0.50196;1,0,0,1,1"

  private func compare(_ paint: Paint, _ words: String, edge: Int, mean: Double) throws {
    let bitmap = Bitmap(width: 100, height: 100)
    Painter(bitmap.buffer).fill(SVGPath.parse(Self.square), paint)
    var picture = CairoPicture(width: 100, height: 100)
    picture.add(words)
    picture.fill(Self.square)
    try picture.compare(bitmap, edge: edge, mean: mean, words)
  }

  /// Cairo mixes straight colours, we mix premultiplied ones (a fade to clear does not darken): only opaque stops are
  /// the same.
  private static let opaque = [
    GradientStop(0, Color(0xFF0000)), GradientStop(0.4, Color(0x00FF00)), GradientStop(1, Color(0x0000FF)),
  ]
  private static let opaqueWords = "0,1,0,0,1;0.4,0,1,0,1;1,0,0,1,1"

  @Test(arguments: [Spread.pad, .reflect])
  func linearGradientsAreCairos(_ spread: Spread) throws {
    let gradient = LinearGradient(
      start: Point(x: 20, y: 30), end: Point(x: 60, y: 45), stops: Self.opaque, spread: spread)
    try compare(.linearGradient(gradient), "gradient \(spread) 20,30,60,45 \(Self.opaqueWords)", edge: 10, mean: 1)
  }

  @Test(arguments: [Spread.pad, .reflect], [Point(x: 50, y: 45), Point(x: 60, y: 30)])
  func radialGradientsAreCairos(_ spread: Spread, _ focus: Point) throws {
    let gradient = RadialGradient(
      center: Point(x: 50, y: 45), radius: 35, focus: focus, focusRadius: 2, stops: Self.opaque, spread: spread)
    try compare(
      .radialGradient(gradient), "gradient \(spread) \(focus.x),\(focus.y),2,50,45,35 \(Self.opaqueWords)", edge: 20,
      mean: 1.5)
  }

  @Test func repeatingBeginsAnew() {
    let bitmap = Bitmap(width: 90, height: 1)
    let gradient = LinearGradient(
      start: .zero, end: Point(x: 30, y: 0), stops: [GradientStop(0, .black), GradientStop(1, .white)], spread: .repeat)
    Painter(bitmap.buffer).fill(Rect(x: 0, y: 0, width: 90, height: 1), .linearGradient(gradient))
    for x in 0..<90 {
      let exact = 255 * (Double(x % 30) + 0.5) / 30
      #expect(abs(Double(bitmap.buffer[x, 0] & 255) - exact) < 1.1, "\(x)")
    }
  }

  @Test func conicGradientGoesAround() {
    let bitmap = Bitmap(width: 100, height: 100)
    let gradient = ConicGradient(
      center: Point(x: 50, y: 50), angle: 0.5, stops: [GradientStop(0, .black), GradientStop(1, .white)])
    Painter(bitmap.buffer).fill(Rect(x: 0, y: 0, width: 100, height: 100), .conicGradient(gradient))
    for index in 0..<64 {
      let angle = Double(index) * 0.09 + 0.7
      let (sine, cosine) = Mathematics.sineAndCosine(angle)
      let (x, y) = (Int(50 + 40 * cosine), Int(50 + 40 * sine))
      let exact = (Mathematics.angle(x: Double(x) - 49.5, y: Double(y) - 49.5) - 0.5) / (2 * Mathematics.pi)
      let whole = exact < 0 ? exact + 1 : exact
      #expect(abs(Double(bitmap.buffer[x, y] & 255) - 255 * whole) < 2, "\(angle)")
    }
  }

  /// Under a transform each pixel has the colour of the place that it came from.
  @Test(arguments: [
    Paint.linearGradient(LinearGradient(start: Point(x: 20, y: 10), end: Point(x: 70, y: 50), stops: stops)),
    .radialGradient(RadialGradient(center: Point(x: 45, y: 50), radius: 40, focus: Point(x: 30, y: 40), stops: stops)),
    .conicGradient(ConicGradient(center: Point(x: 52.3, y: 47.1), stops: stops + [GradientStop(1, Color(0xFF0000))])),
  ])
  func transformsTurnGradients(_ paint: Paint) {
    let (turned, upright) = (Bitmap(width: 100, height: 100), Bitmap(width: 100, height: 100))
    Painter(upright.buffer).fill(SVGPath.parse(Self.square), paint)
    var painter = Painter(turned.buffer)
    painter.transform(by: Transform(a: 0, b: 1, c: -1, d: 0, tx: 100, ty: 0))
    painter.fill(SVGPath.parse(Self.square), paint)
    CairoPicture.compare(turned, edge: 8, mean: 1, "\(paint)") { x, y in upright.buffer[y, 99 - x] }
  }

  @Test func hardEdgesStayHard() {
    let bitmap = Bitmap(width: 1000, height: 1)
    let gradient = LinearGradient(
      start: .zero, end: Point(x: 1000, y: 0),
      stops: [
        GradientStop(0, .black), GradientStop(0.5, .black), GradientStop(0.5, .white), GradientStop(1, .white),
      ])
    Painter(bitmap.buffer).fill(Rect(x: 0, y: 0, width: 1000, height: 1), .linearGradient(gradient))
    let grey = (0..<1000).filter { ![0, 255].contains(bitmap.buffer[$0, 0] & 255) }
    #expect(grey.count <= 1 && grey.allSatisfy { (499...500).contains($0) }, "\(grey)")
  }

  @Test func picturesFillPaths() {
    let source = Bitmap(width: 4, height: 4)
    for y in 0..<4 { for x in 0..<4 { source.buffer[x, y] = Color(UInt32(x * 0x40_0000 + y * 0x40)).premultiplied } }
    let bitmap = Bitmap(width: 40, height: 40)
    let painter = Painter(bitmap.buffer)
    let all = Path(rect: Rect(x: 0, y: 0, width: 40, height: 40))
    func expect(_ spread: Spread?, _ index: (Int) -> Int?) {
      bitmap.buffer.fillRect(bitmap.bounds, pixel: 0)
      painter.fill(
        all, ImagePaint(source.buffer, transform: .translation(x: 8, y: 8), spread: spread, isSmooth: false))
      for y in 0..<40 {
        for x in 0..<40 {
          var pixel: UInt32 = 0
          if let column = index(x - 8), let row = index(y - 8) { pixel = source.buffer[column, row] }
          #expect(bitmap.buffer[x, y] == pixel, "\(String(describing: spread)) \(x), \(y)")
        }
      }
    }
    expect(nil) { (0..<4).contains($0) ? $0 : nil }
    expect(.pad) { min(max($0, 0), 3) }
    expect(.repeat) { ($0 + 40) % 4 }
    expect(.reflect) { (($0 + 40) % 8) < 4 ? ($0 + 40) % 8 : 7 - ($0 + 40) % 8 }
  }

  @Test func smoothPicturesAreMixedBetweenPixels() {
    let source = Bitmap(width: 2, height: 1)
    source.buffer[0, 0] = 0xFF00_0000
    source.buffer[1, 0] = 0xFFFF_FFFF
    let bitmap = Bitmap(width: 16, height: 1)
    let picture = ImagePaint(source.buffer, transform: .scaling(x: 8, y: 8), spread: .pad)
    Painter(bitmap.buffer).fill(Path(rect: Rect(x: 0, y: 0, width: 16, height: 1)), picture)
    for x in 0..<16 {
      let exact = min(max((Double(x) + 0.5) / 8 - 0.5, 0), 1) * 255
      #expect(abs(Double(bitmap.buffer[x, 0] & 255) - exact) <= 1)
    }
  }

  @Test func wildGradientsAreHarmless() {
    let bitmap = Bitmap(width: 12, height: 12)
    let wild = [0, -1, 1e-300, 1e9, -1e300, Double.nan, .infinity]
    for first in wild {
      for second in wild {
        let stops = [GradientStop(first, .black), GradientStop(second, .white), GradientStop(0.5, Color(0xFF0000))]
        let (point, other) = (Point(x: first, y: second), Point(x: second, y: 5))
        let transform = Transform(a: first, b: 1, c: second, d: 2, tx: second, ty: first)
        for spread in [Spread.pad, .repeat, .reflect] {
          for transform in [transform, .identity] {
            let paints: [Paint] = [
              .linearGradient(
                LinearGradient(start: point, end: other, stops: stops, spread: spread, transform: transform)),
              .radialGradient(
                RadialGradient(
                  center: other, radius: first, focus: point, focusRadius: second, stops: stops, spread: spread,
                  transform: transform)),
              .conicGradient(ConicGradient(center: point, angle: second, stops: stops, transform: transform)),
            ]
            for paint in paints {
              var painter = Painter(bitmap.buffer)
              painter.fill(SVGPath.parse("M0 0L12 0L12 12Z"), paint)
              painter.transform(by: transform)
              painter.fill(SVGPath.parse("M0 0L12 0L12 12Z"), paint, rule: .evenOdd)
              painter.stroke(SVGPath.parse("M0 0L12 0L12 12"), StrokeStyle(width: 2, dashes: [first, second]), paint)
              painter.clip(to: Path(rect: Rect(x: first, y: second, width: second, height: 5)))
              painter.fill(
                Path(rect: Rect(x: 0, y: 0, width: 9, height: 9)),
                ImagePaint(bitmap.buffer, transform: transform, spread: spread))
            }
          }
        }
      }
    }
    #expect(Painter(bitmap.buffer).clipPixels == bitmap.bounds)
  }
}
