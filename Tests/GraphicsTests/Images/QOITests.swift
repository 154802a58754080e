// QOI: each operation by hand, and every picture there and back.

import Graphics
import Testing

@Suite struct QOITests {
  private func file(_ width: Int, _ height: Int, _ body: [UInt8]) -> [UInt8] {
    let sizes = [width, height].flatMap { side in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: side >> $0) } }
    return Array("qoif".utf8) + sizes + [4, 0] + body + [0, 0, 0, 0, 0, 0, 0, 1]
  }

  private func pixels(_ bitmap: Bitmap) -> [UInt32] {
    (0..<(bitmap.width * bitmap.height)).map { bitmap.buffer[$0 % bitmap.width, $0 / bitmap.width] }
  }

  private func decode(_ file: [UInt8]) throws -> Bitmap { try ImageFile.decode(file.span) }

  @Test func eachOperation() throws {
    var body: [UInt8] = [0xfe, 10, 20, 30]
    // One more red and one less blue; then green +10, red +11, blue +7; that twice more.
    body += [0b01_11_10_01, 0b10_101010, 0x95, 0b11_000001]
    body += [0xff, 200, 100, 50, 128]
    // The second colour again, at its place (3 × 11 + 5 × 20 + 7 × 29 + 11 × 255) % 64; then two less of each channel.
    body += [5, 0b01_00_00_00]
    let bitmap = try decode(file(2, 4, body))
    let half = Color(red: 200, green: 100, blue: 50, alpha: 128).premultiplied
    #expect(
      pixels(bitmap) == [
        0xff0a_141e, 0xff0b_141d, 0xff16_1e24, 0xff16_1e24, 0xff16_1e24, half, 0xff0b_141d, 0xff09_121b,
      ])
  }

  @Test func differencesWrap() throws {
    let bitmap = try decode(file(2, 1, [0x40, 0xfe, 1, 2, 3]))
    #expect(pixels(bitmap) == [0xfffe_fefe, 0xff01_0203])
    #expect(pixels(try decode(file(3, 1, [0xc0, 0x00, 0xc0]))) == [0xff00_0000, 0, 0])
  }

  @Test func thereAndBack() throws {
    let references = try PictureReferences.all()
    for name in ["444-100x75.jpg", "clear-131x67-0.webp", "16-131x67-0.gif", "1-1x1-0.webp", "clear-300x200-3.webp"] {
      let file = try references.file(name)
      let original = try ImageFile.decode(file.span)
      let encoded = QOI.encode(original.buffer)
      #expect(pixels(try decode(encoded)) == pixels(original), "\(name)")
      #expect(encoded.count <= 22 + original.width * original.height * 5)
      #expect(pixels(try decode(PNG.encode(original.buffer))) == pixels(original), "\(name)")
    }
    let long = Bitmap(width: 1_000, height: 3)
    long.buffer.fillRect(long.bounds, pixel: 0xff00_0000)
    #expect(QOI.encode(long.buffer).count == 22 + (3_000 + 61) / 62)
    #expect(pixels(try decode(QOI.encode(long.buffer))) == pixels(long))
  }

  @Test func anEmptyImageIsOneClearPixel() throws {
    #expect(pixels(try decode(QOI.encode(Bitmap(width: 0, height: 5).buffer))) == [0])
  }

  @Test func hostileHeaders() {
    func error(_ bytes: [UInt8]) -> ImageError? {
      do throws(ImageError) {
        _ = try QOI.decode(bytes.span)
        return nil
      } catch {
        return error
      }
    }
    #expect(error(file(0, 1, [0xc0])) == .badData)
    #expect(error(file(1, 1, [0xc0])) == nil)
    #expect(error(file(0xffff_ffff, 0xffff_ffff, [0xc0])) == .tooLarge)
    #expect(error(file(4_000, 4_000, [0xc0])) == .truncated)
    #expect(error(file(2, 1, [0xc0])) == .truncated)
    #expect(error(Array(file(2, 1, [0xc1]).dropLast())) == .truncated)
  }
}
