// Every format that PNG has, written by libpng from random pixels: our decoder and libpng's agree on every one.

import CPNG
import Compression
import Graphics
import Testing

@Suite struct PNGDecoderTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 33) &* 0xff51_afd7_ed55_8ccd
    }
  }

  static let formats: [(colorType: Int, bitDepth: Int)] = [
    (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8),
    (6, 16),
  ]

  private func image(
    _ format: (colorType: Int, bitDepth: Int), _ width: Int, _ height: Int, _ generator: inout Generator
  ) -> ReferenceImage {
    var image = ReferenceImage(
      width: width, height: height, bitDepth: format.bitDepth, colorType: format.colorType)
    let bytes = (width * image.channels * format.bitDepth + 7) / 8
    // Few values, so that filters, repetitions and the clear colour all occur.
    let values = (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) }
    image.rows = (0..<height).map { _ in
      (0..<bytes).map { _ in values[Int.random(in: 0..<4, using: &generator)] }
    }
    if format.colorType == 3 {
      image.palette = (0..<(3 << format.bitDepth)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    if Bool.random(using: &generator) {
      switch format.colorType {
      case 3:
        let count = 1 << format.bitDepth
        image.transparency = (0..<count).map { _ in UInt16.random(in: 0...255, using: &generator) }
      case 0, 2:
        let mask = UInt16(truncatingIfNeeded: 1 << format.bitDepth - 1)
        image.transparency = (0..<image.channels).map { _ in
          (UInt16(values[0]) << 8 | UInt16(values[format.bitDepth == 16 ? 1 : 0])) & mask
        }
      default: break
      }
    }
    return image
  }

  private func expectSame(_ file: [UInt8], _ comment: Comment) throws {
    let bitmap = try Bitmap.decoding(png: file)
    let (width, height, rgba) = LibPNG.decode(file)
    try #require(bitmap.width == width && bitmap.height == height, comment)
    #expect(try PNG.size(file.span) == PixelSize(width: width, height: height), comment)
    let buffer = bitmap.buffer
    var differences = 0
    for index in 0..<(width * height) {
      let color = Color(
        red: rgba[index * 4], green: rgba[index * 4 + 1], blue: rgba[index * 4 + 2], alpha: rgba[index * 4 + 3])
      if buffer[index % width, index / width] != color.premultiplied { differences += 1 }
    }
    #expect(differences == 0, comment)
  }

  @Test(arguments: formats, [false, true]) func agreesWithLibpng(
    format: (colorType: Int, bitDepth: Int), isInterlaced: Bool
  ) throws {
    var generator = Generator(state: UInt64(format.colorType * 100 + format.bitDepth))
    for (width, height) in [(1, 1), (3, 2), (8, 8), (9, 5), (17, 33), (2, 40), (100, 3)] {
      for _ in 0..<3 {
        var image = image(format, width, height, &generator)
        image.isInterlaced = isInterlaced
        try expectSame(LibPNG.encode(image), "\(format), \(width)×\(height)")
      }
    }
  }

  @Test(arguments: [0x08, 0x10, 0x20, 0x40, 0x80, 0xf8] as [Int32]) func undoesEachFilter(filter: Int32) throws {
    var generator = Generator(state: UInt64(filter))
    for format in [(6, 8), (2, 8), (0, 8), (6, 16), (2, 16), (0, 1)] {
      var image = image(format, 37, 19, &generator)
      image.transparency = []
      image.rows = image.rows.enumerated().map { y, row in
        row.indices.map { UInt8(truncatingIfNeeded: $0 * 3 + y * 5 + Int.random(in: 0...3, using: &generator)) }
      }
      try expectSame(LibPNG.encode(image, filters: filter), "\(format), filter \(filter)")
    }
  }

  /// Samples of 8 bits and fewer exactly; of 16 bits libpng's tables have fewer steps than ours.
  @Test(arguments: formats) func obeysGamma(format: (colorType: Int, bitDepth: Int)) throws {
    var generator = Generator(state: UInt64(format.colorType * 10 + format.bitDepth))
    for gamma in [22_727, 45_455, 50_000, 100_000, 250_000] as [Int32] {
      var image = image(format, 40, 30, &generator)
      image.gamma = gamma
      let file = LibPNG.encode(image)
      let bitmap = try Bitmap.decoding(png: file)
      let expected = LibPNG.decode(file, gamma: gamma).rgba
      var largest = 0
      for index in 0..<(40 * 30) {
        let pixel = expected[(index * 4)..<(index * 4 + 4)].map { $0 }
        let theirs = Color(red: pixel[0], green: pixel[1], blue: pixel[2], alpha: pixel[3]).premultiplied
        let ours = bitmap.buffer[index % 40, index / 40]
        for shift: UInt32 in [0, 8, 16, 24] {
          largest = max(largest, abs(Int(ours >> shift & 255) - Int(theirs >> shift & 255)))
        }
      }
      #expect(largest <= (format.bitDepth == 16 ? 1 : 0), "\(format), gamma \(gamma): off by \(largest)")
    }
  }

  @Test func standardColorsMakeGammaVoid() throws {
    var generator = Generator(state: 9)
    var image = image((2, 8), 10, 10, &generator)
    image.transparency = []
    let plain = try Bitmap.decoding(png: LibPNG.encode(image)).buffer
    image.gamma = 100_000
    var file = LibPNG.encode(image)
    let bright = try Bitmap.decoding(png: file).buffer
    // Behind the header; libpng would not write two chunks that contradict each other.
    let content = Array("sRGB".utf8) + [0]
    let sum = CRC32.checksum(content.span)
    file.insert(contentsOf: [0, 0, 0, 1] + content + [24, 16, 8, 0].map { UInt8(sum >> $0 & 255) }, at: 33)
    let standard = try Bitmap.decoding(png: file).buffer
    let places = (0..<100).map { ($0 % 10, $0 / 10) }
    #expect(places.allSatisfy { standard[$0.0, $0.1] == plain[$0.0, $0.1] })
    #expect(!places.allSatisfy { bright[$0.0, $0.1] == plain[$0.0, $0.1] })
  }
}
