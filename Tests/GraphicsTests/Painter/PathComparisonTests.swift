// Fills, strokes, dashes, clips and transforms beside cairo's, and where mathematics knows the area.

import Testing

@testable import Graphics

@Suite struct PathComparisonTests {
  private static let star = "M 50 4 L 79 94 L 3 38 L 97 38 L 21 94 Z"
  private static let curve = "M 12 80 C 10 -20 95 10 60 50 C 40 75 70 110 90 70"
  private static let loops =
    "M 20 20 L 80 20 L 80 80 L 20 80 Z M 35 30 L 70 35 L 65 70 L 30 65 Z M 10 50 L 90 45 L 90 55 Z"

  private static func area(_ bitmap: Bitmap) -> Double {
    var sum = 0.0
    for y in 0..<bitmap.height { for x in 0..<bitmap.width { sum += Double(bitmap.buffer[x, y] >> 24) / 255 } }
    return sum
  }

  /// Draws with both, compares.
  private func compare(
    _ name: String, edge: Int = 24, strays: Double = 0, mean: Double = 1, ours: (inout Painter) -> Void,
    theirs: (inout CairoPicture) -> Void
  ) throws {
    let bitmap = Bitmap(width: 100, height: 100)
    var painter = Painter(bitmap.buffer)
    ours(&painter)
    var picture = CairoPicture(width: 100, height: 100)
    theirs(&picture)
    try picture.compare(bitmap, edge: edge, strays: strays, mean: mean, name)
  }

  @Test(arguments: [star, curve + " Z", loops], [FillRule.nonZero, .evenOdd])
  func fillsAreCairos(_ path: String, _ rule: FillRule) throws {
    try compare("\(path) \(rule)", strays: 0.001) {
      $0.fill(SVGPath.parse(path), .black, rule: rule)
    } theirs: {
      $0.fill(path, rule)
    }
  }

  /// The pentagram: five tips around a pentagon, which the even-odd rule leaves out.
  @Test func starsHaveTheirAreas() {
    let radius = 45.0
    let corners = (0..<5).map { index in
      let (sine, cosine) = Mathematics.sineAndCosine(Double(index) * 4 * Mathematics.pi / 5 - Mathematics.pi / 2)
      return Point(x: 50 + radius * cosine, y: 50 + radius * sine)
    }
    var path = Path()
    path.move(to: corners[0])
    for corner in corners.dropFirst() { path.line(to: corner) }
    path.close()
    func pentagon(_ radius: Double) -> Double {
      2.5 * radius * radius * Mathematics.sineAndCosine(0.4 * Mathematics.pi).sine
    }
    let inner = radius * 0.3819660112501051
    // Ten triangles between the centre, a tip and a neighbouring inner corner.
    let whole = 5 * radius * inner * Mathematics.sineAndCosine(Mathematics.pi / 5).sine
    for (rule, exact) in [(FillRule.nonZero, whole), (.evenOdd, whole - pentagon(inner))] {
      let bitmap = Bitmap(width: 100, height: 100)
      Painter(bitmap.buffer).fill(path, .black, rule: rule)
      #expect(abs(Self.area(bitmap) - exact) < 0.005 * exact, "\(rule)")
    }
  }

  @Test(arguments: [StrokeStyle.Cap.butt, .round, .square], [StrokeStyle.Join.miter, .round, .bevel])
  func strokesAreCairos(_ cap: StrokeStyle.Cap, _ join: StrokeStyle.Join) throws {
    for path in [Self.curve, "M 15 80 L 50 15 L 60 80 L 90 60", "M 20 30 L 80 35 L 45 80 Z"] {
      for width in [1.0, 3.5, 14] {
        let style = StrokeStyle(width: width, cap: cap, join: join, miterLimit: 10)
        try compare("\(path) \(style)", edge: 32, strays: 0.01) {
          $0.stroke(SVGPath.parse(path), style, .black)
        } theirs: {
          $0.stroke(path, style)
        }
      }
    }
  }

  @Test(arguments: [[12.0, 6], [10], [1, 5], [0, 9], [15, 4, 3, 4], [7, 3, 2]], [0.0, 5, -8, 1000.5])
  func dashesAreCairos(_ dashes: [Double], _ offset: Double) throws {
    for path in [Self.curve, "M 20 30 L 80 35 L 45 80 Z"] {
      for cap in [StrokeStyle.Cap.butt, .round, .square] {
        // Without caps dashes of no length are nothing; and cairo leaves out one that a line begins with.
        if dashes.contains(0) && (cap == .butt || offset == 0) { continue }
        let style = StrokeStyle(width: 4, cap: cap, join: .round, dashes: dashes, dashOffset: offset)
        try compare("\(path) \(style)", edge: 48, strays: 0.015, mean: 1.5) {
          $0.stroke(SVGPath.parse(path), style, .black)
        } theirs: {
          $0.stroke(path, style)
        }
      }
    }
  }

  @Test(arguments: [[-1.0, 5], [0, 0], [.nan, 1], [.infinity], [1e-9, 1e-9], [1e-300]])
  func senselessDashesAreAnUnbrokenLine(_ dashes: [Double]) {
    let (whole, dashed) = (Bitmap(width: 40, height: 20), Bitmap(width: 40, height: 20))
    let path = SVGPath.parse("M2 10H38")
    Painter(whole.buffer).stroke(path, StrokeStyle(width: 3), .black)
    Painter(dashed.buffer).stroke(path, StrokeStyle(width: 3, dashes: dashes), .black)
    for y in 0..<20 { for x in 0..<40 { #expect(whole.buffer[x, y] == dashed.buffer[x, y]) } }
  }

  @Test func dashesHaveTheirLength() {
    let bitmap = Bitmap(width: 220, height: 20)
    let style = StrokeStyle(width: 4, dashes: [7, 3], dashOffset: 2)
    Painter(bitmap.buffer).stroke(SVGPath.parse("M10 10H210"), style, .black)
    #expect(abs(Self.area(bitmap) - 140 * 4) < 0.5)
  }

  @Test(arguments: [
    Transform(a: 0.8, b: 0.6, c: -0.6, d: 0.8, tx: 40, ty: -20), Transform(a: 1.4, b: 0, c: 0, d: 0.4, tx: -20, ty: 30),
    Transform(a: -0.5, b: 0.1, c: 0.7, d: 0.9, tx: 60, ty: -10), Transform(a: 0.5, b: 0, c: 0, d: 0.5, tx: 9, ty: 5),
  ])
  func transformsAreCairos(_ transform: Transform) throws {
    let style = StrokeStyle(width: 8, cap: .round, join: .miter, miterLimit: 10, dashes: [20, 12])
    let (a, b, c, d) = (transform.a, transform.b, transform.c, transform.d)
    try compare("\(transform)", edge: 48, strays: 0.015, mean: 1.5) {
      $0.transform(by: transform)
      $0.fill(SVGPath.parse(Self.loops), Color(0x0000FF), rule: .evenOdd)
      $0.stroke(SVGPath.parse(Self.curve), style, Color(0xFF0000))
    } theirs: {
      $0.add("matrix \(a) \(b) \(c) \(d) \(transform.tx) \(transform.ty)")
      $0.add("color 0 0 1 1")
      $0.fill(Self.loops, .evenOdd)
      $0.add("color 1 0 0 1")
      $0.stroke(Self.curve, style)
    }
  }

  @Test func nestedClipsAreCairos() throws {
    let oval = "M 90 50 C 90 80 10 80 10 50 C 10 20 90 20 90 50 Z"
    try compare("clips", edge: 30, strays: 0.01) {
      $0.clip(to: SVGPath.parse(Self.star), rule: .evenOdd)
      $0.fill(Rect(x: 0, y: 0, width: 100, height: 100), Color(0x00FF00))
      $0.save()
      $0.clip(to: SVGPath.parse(oval))
      $0.fill(SVGPath.parse("M 0 0 L 100 0 L 100 100 L 0 100 Z"), Color(0x0000FF))
      $0.restore()
      $0.fill(SVGPath.parse("M 0 70 L 100 70 L 100 100 L 0 100 Z"), Color(0xFF0000))
    } theirs: {
      $0.add("path \(Self.star)")
      $0.add("clip evenodd")
      $0.add("color 0 1 0 1")
      $0.fill("M 0 0 L 100 0 L 100 100 L 0 100 Z")
      $0.add("save")
      $0.add("path \(oval)")
      $0.add("clip nonzero")
      $0.add("color 0 0 1 1")
      $0.fill("M 0 0 L 100 0 L 100 100 L 0 100 Z")
      $0.add("restore")
      $0.add("color 1 0 0 1")
      $0.fill("M 0 70 L 100 70 L 100 100 L 0 100 Z")
    }
  }

  /// Whatever is drawn through a clip is what is drawn without it, times the clip.
  @Test func allThatIsDrawnIsClippedToThePath() throws {
    let library = try TestFonts.library()
    let picture = Bitmap(width: 30, height: 30)
    picture.buffer.fillRect(picture.bounds, Color(0x336699))
    let rect = Rect(x: 10, y: 12, width: 76, height: 70)
    let all: [(String, (Painter) -> Void)] = [
      ("rectangle", { $0.fill(rect, Color(0xFF0000, alpha: 0.5)) }), ("opaque", { $0.fill(rect, Color(0xFF0000)) }),
      ("rounded", { $0.fillRounded(rect, radius: 12, .black) }),
      ("frame", { $0.strokeRounded(rect, radius: 12, width: 5, .black) }),
      ("gradient", { $0.fill(rect, .vertical(rect, from: .black, to: .white)) }),
      ("picture", { $0.draw(picture, at: Point(x: 30, y: 40)) }), ("scaled", { $0.draw(picture, in: rect) }),
      ("lanczos", { $0.draw(picture, in: rect, opacity: 0.5, filter: .lanczos) }),
      ("window", { $0.drawRounded(picture.buffer, in: rect, radii: CornerRadii(8)) }),
      ("shadow", { $0.shadow(rect, radius: 8, blur: 12, .black) }),
      ("path shadow", { $0.shadow(SVGPath.parse(Self.star), blur: 12, .black) }),
      ("text", { $0.drawText("Clipped text", at: Point(x: 5, y: 50), style: TextStyle(size: 15), color: .black) }),
      ("layer", { $0.layer(opacity: 0.5) { $0.fill(rect, .black) } }),
    ]
    for (name, draw) in all {
      let (plain, clipped) = (Bitmap(width: 100, height: 100), Bitmap(width: 100, height: 100))
      draw(Painter(plain.buffer, fonts: library))
      var painter = Painter(clipped.buffer, fonts: library)
      painter.clip(to: SVGPath.parse(Self.star))
      draw(painter)
      let cover = Bitmap(width: 100, height: 100)
      Painter(cover.buffer).fill(SVGPath.parse(Self.star), .black)
      CairoPicture.compare(clipped, edge: 2, mean: 0.5, name) { x, y in
        PixelRow.scale(plain.buffer[x, y], by: cover.buffer[x, y] >> 24)
      }
    }
  }

  @Test func turnedPaintersDrawPathsOfEverything() throws {
    let library = try TestFonts.library()
    let (turned, upright) = (Bitmap(width: 100, height: 100), Bitmap(width: 100, height: 100))
    let picture = Bitmap(width: 20, height: 10)
    picture.buffer.fillRect(picture.bounds, Color(0x336699))
    func draw(_ painter: Painter) {
      painter.fillRounded(Rect(x: 10, y: 10, width: 50, height: 20), radius: 6, Color(0xFF0000))
      painter.draw(picture, at: Point(x: 12, y: 40))
      painter.drawText("Turn", at: Point(x: 10, y: 80), style: TextStyle(size: 24), color: .black)
    }
    draw(Painter(upright.buffer, fonts: library))
    var painter = Painter(turned.buffer, fonts: library)
    painter.transform(by: .rotation(Mathematics.pi / 2, around: Point(x: 50, y: 50)))
    draw(painter)
    // A quarter turn takes pixels to pixels; text is not fitted to them, so its edges are softer.
    CairoPicture.compare(turned, edge: 160, mean: 10, "quarter turn") { x, y in upright.buffer[y, 99 - x] }
    #expect(turned.buffer[80, 30] == upright.buffer[30, 19])
  }

  /// Overlapping parts of a layer do not shine through.
  @Test func layersAreOnePicture() {
    let bitmap = Bitmap(width: 30, height: 30)
    Painter(bitmap.buffer).layer(opacity: 0.5) { painter in
      painter.fill(Rect(x: 2, y: 2, width: 16, height: 16), .black)
      painter.fill(Rect(x: 10, y: 10, width: 16, height: 16), Color(0xFF0000))
    }
    #expect(bitmap.buffer[12, 12] == bitmap.buffer[24, 24])
    #expect(bitmap.buffer[5, 5] == 0x8000_0000 && bitmap.buffer[0, 0] == 0)
  }
}
