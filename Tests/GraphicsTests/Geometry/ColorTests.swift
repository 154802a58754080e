// Colours: premultiplication and contrast.

import Testing

@testable import Graphics

@Suite struct ColorTests {
  @Test func premultipliedAndBack() {
    #expect(Color(0x336699).premultiplied == 0xFF33_6699)
    #expect(Color(0xFFFFFF, alpha: 0.5).premultiplied == 0x8080_8080)
    #expect(Color(0xFF8000, alpha: 0).premultiplied == 0)
    for alpha in stride(from: 20, through: 255, by: 5) {
      let color = Color(red: 200, green: 90, blue: 13, alpha: UInt8(alpha))
      let back = Color(premultiplied: color.premultiplied)
      // What a small alpha has rounded away cannot come back.
      let bound = 255 / alpha + 1
      #expect(abs(Int(back.red) - 200) <= bound && abs(Int(back.green) - 90) <= bound)
      #expect(back.alpha == color.alpha)
    }
    #expect(Color(premultiplied: 0x10FF_FFFF).red == 255)
    #expect(Color(0, alpha: -3).alpha == 0)
    #expect(Color(0, alpha: .nan).alpha == 0)
  }

  @Test func contrastIsWCAGs() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 0.01)
    #expect(abs(Color(0x777777).contrast(with: .white) - 4.48) < 0.01)
    #expect(abs(Color(0x2F5BD0).contrast(with: .white) - Color.white.contrast(with: Color(0x2F5BD0))) < 1e-9)
    #expect(abs(Color(0xFF0000).luminance - 0.2126) < 1e-6)
  }

  @Test func mixing() {
    #expect(Color.black.mix(.white, 0.5) == Color(0x808080))
    #expect(Color.black.mix(.white, -1) == .black && Color.black.mix(.white, 2) == .white)
  }

  @Test func ownMathematicsIsAccurate() {
    for step in -2000...2000 {
      let angle = Double(step) * 0.01
      let (sine, cosine) = Mathematics.sineAndCosine(angle)
      #expect(abs(sine * sine + cosine * cosine - 1) < 1e-8)
      let back = Mathematics.angle(x: cosine, y: sine)
      let turns = (angle - back) / (2 * Mathematics.pi)
      #expect(abs(turns - turns.rounded()) < 1e-6)
      #expect(abs(Mathematics.logarithm(Mathematics.exponential(angle)) - angle) < 1e-7)
    }
    #expect(abs(Mathematics.power(2, 10) - 1024) < 1e-6)
    #expect(abs(Mathematics.sineAndCosine(Mathematics.pi / 6).sine - 0.5) < 1e-9)
  }
}
