// What we write, libpng and we ourselves read as the same pixels.

import Graphics
import Testing

@Suite struct PNGEncoderTests {
  private func bitmap(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> UInt32) -> Bitmap {
    let bitmap = Bitmap(width: width, height: height)
    for y in 0..<height { for x in 0..<width { bitmap.buffer[x, y] = pixel(x, y) } }
    return bitmap
  }

  @Test func everyPixelComesBack() throws {
    for (width, height) in [(1, 1), (5, 3), (64, 48), (3, 200)] {
      for isOpaque in [true, false] {
        let original = bitmap(width, height) { x, y in
          let alpha: UInt8 = isOpaque ? 255 : [0, 255, 128, 1, 200][(x + y) % 5]
          let noise = UInt8(truncatingIfNeeded: (x &* 7_919 &+ y &* 104_729) >> 3)
          return Color(red: UInt8(x), green: UInt8(y), blue: noise, alpha: alpha).premultiplied
        }
        let file = PNG.encode(original.buffer)
        let ours = try Bitmap.decoding(png: file)
        let (theirWidth, theirHeight, rgba) = LibPNG.decode(file)
        #expect(theirWidth == width && theirHeight == height)
        for y in 0..<height {
          for x in 0..<width {
            let expected = original.buffer[x, y]
            let at = (y * width + x) * 4
            let theirs = Color(red: rgba[at], green: rgba[at + 1], blue: rgba[at + 2], alpha: rgba[at + 3])
            #expect(ours.buffer[x, y] == expected && theirs.premultiplied == expected, "\(x), \(y)")
          }
        }
      }
    }
  }

  @Test func opaqueImagesHaveNoAlphaChannel() {
    #expect(PNG.encode(bitmap(2, 2) { _, _ in 0xff12_3456 }.buffer)[25] == 2)
    #expect(PNG.encode(bitmap(2, 2) { x, _ in x == 0 ? 0 : 0xff12_3456 }.buffer)[25] == 6)
  }

  @Test func flatImagesAreSmall() {
    let screen = bitmap(640, 480) { x, y in x / 80 % 2 == y / 60 % 2 ? 0xff20_3040 : 0xffe0_e0e0 }
    #expect(PNG.encode(screen.buffer).count < 4_000)
  }

  @Test func anEmptyImageIsOneClearPixel() throws {
    let decoded = try Bitmap.decoding(png: PNG.encode(Bitmap(width: 0, height: 5).buffer))
    #expect(decoded.width == 1 && decoded.height == 1 && decoded.buffer[0, 0] == 0)
  }
}
