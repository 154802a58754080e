// Hostile files: refused with the right error, or decoded to some pixels; never a trap, never too much memory.

import Compression
import Graphics
import Testing

@Suite struct PNGMalformedTests {
  private let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  private func bytes(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }

  private func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
    let content = Array(type.utf8) + body
    return bytes(body.count) + content + bytes(Int(CRC32.checksum(content.span)))
  }

  private func header(_ width: Int, _ height: Int, _ rest: [UInt8] = [8, 0, 0, 0, 0]) -> [UInt8] {
    chunk("IHDR", bytes(width) + bytes(height) + rest)
  }

  private func data(_ rows: [UInt8]) -> [UInt8] { chunk("IDAT", Zlib.compress(rows.span)) }

  private var end: [UInt8] { chunk("IEND", []) }

  private func error(_ chunks: [UInt8]...) -> PNGError? {
    do throws(PNGError) {
      _ = try Bitmap.decoding(png: signature + chunks.flatMap { $0 })
      return nil
    } catch {
      return error
    }
  }

  @Test func soundFilesPass() throws {
    #expect(error(header(2, 1), data([0, 1, 2]), end) == nil)
    #expect(error(header(2, 1), chunk("gAMA", [0, 0, 1, 2]), chunk("quIt", []), data([0, 1, 2]), end) == nil)
    let stream = Zlib.compress([0, 1, 2].span)
    let parts = stream.map { chunk("IDAT", [$0]) }.flatMap { $0 }
    #expect(error(header(2, 1), chunk("IDAT", []), parts, end) == nil, "one byte a chunk")
  }

  @Test func headersAreChecked() {
    #expect(error(header(0, 1), data([]), end) == .badFormat)
    #expect(error(header(1, 0x8000_0000), data([]), end) == .badFormat)
    #expect(error(header(0x7fff_ffff, 0x7fff_ffff), data([]), end) == .tooLarge)
    #expect(error(header(1 << 13, 1 << 13), data([]), end) == .tooLarge)
    for rest in [[3, 0, 0, 0, 0], [4, 2, 0, 0, 0], [16, 3, 0, 0, 0], [8, 1, 0, 0, 0], [8, 7, 0, 0, 0]] as [[UInt8]] {
      #expect(error(header(1, 1, rest), data([0, 0]), end) == .notSupported)
    }
    for rest in [[8, 0, 1, 0, 0], [8, 0, 0, 1, 0], [8, 0, 0, 0, 2]] as [[UInt8]] {
      #expect(error(header(1, 1, rest), data([0, 0]), end) == .notSupported)
    }
    #expect(error(data([0, 0]), end) == .badFormat)
    #expect(error(header(1, 1), header(1, 1), data([0, 0]), end) == .badFormat)
    #expect(error(chunk("IHDR", [0, 0]), end) == .badFormat)
  }

  @Test func chunksAreChecked() {
    #expect(error(header(1, 1), end) == .badFormat)
    #expect(error(header(1, 1), data([0, 0])) == .truncated)
    #expect(error(header(1, 1), chunk("NEED", []), data([0, 0]), end) == .notSupported)
    let split = Zlib.compress([0, 0].span)
    let first = chunk("IDAT", Array(split[..<3]))
    let second = chunk("IDAT", Array(split[3...]))
    #expect(error(header(1, 1), first, chunk("tEXt", []), second, end) == .badFormat)
    let paletteHeader = header(1, 1, [8, 3, 0, 0, 0])
    #expect(error(paletteHeader, data([0, 0]), end) == .badFormat)
    #expect(error(paletteHeader, chunk("PLTE", [1, 2]), data([0, 0]), end) == .badFormat)
    #expect(error(paletteHeader, chunk("PLTE", [1, 2, 3]), chunk("tRNS", [1, 2]), data([0, 0]), end) == .badFormat)
    #expect(error(header(1, 1), chunk("tRNS", [1]), data([0, 0]), end) == .badFormat)
    #expect(error(header(1, 1, [8, 6, 0, 0, 0]), chunk("tRNS", [0, 1]), data([0, 0, 0, 0, 0]), end) == .badFormat)
  }

  @Test func pixelsMustBeAsManyAsPromised() {
    #expect(error(header(2, 1), data([0, 1]), end) == .badData)
    #expect(error(header(2, 1), data([0, 1, 2, 3]), end) == .badData)
    #expect(error(header(2, 1), data([5, 1, 2]), end) == .badData)
    #expect(error(header(2, 1), chunk("IDAT", [0x78, 0x9c, 1]), end) == .truncated)
    #expect(error(header(5_000, 5_000), data([0, 0]), end) == .truncated)
  }

  @Test func anIndexBeyondThePaletteIsBlack() throws {
    let file =
      signature + header(2, 1, [8, 3, 0, 0, 0]) + chunk("PLTE", [1, 2, 3]) + data([0, 0, 200]) + end
    let bitmap = try Bitmap.decoding(png: file)
    #expect(bitmap.buffer[0, 0] == 0xff01_0203 && bitmap.buffer[1, 0] == 0xff00_0000)
  }

  @Test func theCallersLimitHolds() {
    let file = signature + header(2, 2) + data([0, 1, 2, 0, 3, 4]) + end
    #expect(throws: PNGError.tooLarge) { try PNG.decode(file.span, limit: 3) }
    #expect(throws: Never.self) { try PNG.decode(file.span, limit: 4) }
  }

  @Test func mutationsNeverTrap() {
    var state: UInt64 = 5
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let formats: [(Int, Int)] = [(0, 1), (3, 4), (6, 8), (2, 16), (4, 8)]
    for (colorType, bitDepth) in formats {
      var image = ReferenceImage(width: 13, height: 11, bitDepth: bitDepth, colorType: colorType)
      image.isInterlaced = bitDepth != 8
      let length = (13 * image.channels * bitDepth + 7) / 8
      image.rows = (0..<11).map { _ in (0..<length).map { _ in UInt8(random(256)) } }
      if colorType == 3 { image.palette = (0..<48).map { _ in UInt8(random(256)) } }
      let file = LibPNG.encode(image)
      for count in 0..<file.count { #expect((try? Bitmap.decoding(png: Array(file[..<count]))) == nil) }
      for _ in 0..<600 {
        var broken = file
        for _ in 0..<(1 + random(3)) { broken[random(broken.count)] = UInt8(random(256)) }
        repairChecksums(&broken)
        if let bitmap = try? PNG.decode(broken.span, limit: 10_000) { #expect(bitmap.width * bitmap.height <= 10_000) }
      }
    }
  }

  /// Makes the CRCs of all chunks right, so that damage gets past them.
  private func repairChecksums(_ file: inout [UInt8]) {
    var position = 8
    while position + 12 <= file.count {
      let length = (0..<4).reduce(0) { $0 << 8 | Int(file[position + $1]) }
      guard length <= file.count - position - 12 else { return }
      let sum = CRC32.checksum(file.span.extracting((position + 4)..<(position + 8 + length)))
      file.replaceSubrange((position + 8 + length)..<(position + 12 + length), with: bytes(Int(sum)))
      position += 12 + length
    }
  }
}
