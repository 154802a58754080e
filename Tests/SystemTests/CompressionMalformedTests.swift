// Hostile streams: refused with the right error, never a trap, never more output than allowed.

import Compression
import Testing

@Suite struct CompressionMalformedTests {
  /// A stream written as groups of (value, bit count), lowest bit first.
  private func stream(_ fields: [(UInt32, Int)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var used = 0
    for (value, count) in fields {
      for bit in 0..<count {
        if used % 8 == 0 { bytes.append(0) }
        bytes[bytes.count - 1] |= UInt8(value >> UInt32(bit) & 1) << UInt8(used % 8)
        used += 1
      }
    }
    return bytes
  }

  private func error(_ bytes: [UInt8], limit: Int = 1_000) -> CompressionError? {
    do throws(CompressionError) {
      _ = try Deflate.decompress(bytes.span, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func blocksAreChecked() {
    #expect(error([]) == .truncated)
    #expect(error(stream([(1, 1), (3, 2)])) == .badBlock)
    #expect(error([1, 2, 0, 0, 0, 65, 66]) == .badBlock)
    #expect(error([1, 2, 0, 0xfd, 0xff, 65]) == .truncated)
    #expect(error([1, 2, 0, 0xfd, 0xff, 65, 66]) == nil)
  }

  @Test func codesAreChecked() {
    // A code-length code with nineteen words of one bit is over-subscribed, one with a single word of two incomplete.
    let header: [(UInt32, Int)] = [(1, 1), (2, 2), (0, 5), (0, 5)]
    #expect(error(stream(header + [(15, 4)] + Array(repeating: (1, 3), count: 19) + [(0, 32)])) == .badCode)
    #expect(error(stream(header + [(0, 4), (2, 3), (0, 3), (0, 3), (0, 3), (0, 32)])) == .badCode)
    // Symbol 16 repeats the length before it, and there is none.
    #expect(error(stream(header + [(0, 4), (1, 3), (1, 3), (0, 3), (0, 3), (0, 32)])) == .badCode)
    // 286 literal/length symbols are the most.
    #expect(error(stream([(1, 1), (2, 2), (30, 5), (0, 5), (0, 4), (0, 64)])) == .badCode)
  }

  @Test func matchesMustStayInsideTheData() {
    // Fixed code: symbol 257 (length 3) is 0000001, distance symbol 0 (distance 1) is 00000.
    #expect(error(stream([(1, 1), (1, 2), (0b100_0000, 7), (0, 5), (0, 7)])) == .badDistance)
    // Length symbol 286 does not exist: 11000110.
    #expect(error(stream([(1, 1), (1, 2), (0b0110_0011, 8), (0, 32)])) == .badCode)
  }

  @Test func limitHoldsForBombs() {
    let bomb = Deflate.compress([UInt8](repeating: 0, count: 2_000_000).span, effort: .fast)
    #expect(bomb.count < 4_000)
    for limit in [0, 1, 257, 100_000, 1_999_999] { #expect(error(bomb, limit: limit) == .outputLimit) }
    #expect(error(bomb, limit: 2_000_000) == nil)
    #expect(error(bomb, limit: -5) == .outputLimit)
  }

  @Test func everyTruncationIsRefused() {
    for seed in [1, 2, 3, 5] as [UInt64] {
      let data = Samples.sample(seed: seed, size: 3_000)
      for file in [Deflate.compress(data.span), Deflate.compress(data.span, effort: .fast)] {
        for count in 0..<file.count { #expect(error(Array(file[..<count]), limit: 4_000) == .truncated) }
      }
      let gzip = Gzip.compress(data.span)
      for count in 0..<gzip.count {
        let start = gzip.span.extracting(0..<count)
        #expect(throws: CompressionError.truncated) { try Gzip.decompress(start, limit: 4_000) }
      }
    }
  }

  @Test func mutationsNeverTrapAndNeverExceedTheLimit() {
    var generator = SampleGenerator(seed: 99)
    var accepted = 0
    for seed in 0..<36 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 3_000)
      let file = Deflate.compress(data.span, effort: seed % 2 == 0 ? .fast : .normal)
      for _ in 0..<60 where !file.isEmpty {
        var broken = file
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          broken[Int.random(in: 0..<broken.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        }
        guard let result = try? Deflate.decompress(broken.span, limit: 5_000) else { continue }
        accepted += 1
        #expect(result.count <= 5_000)
      }
    }
    #expect(accepted > 0, "deflate has no checksum: some mutations must decode to other data")
  }

  @Test func gzipDetectsEveryFlippedBit() {
    let data = Samples.sample(seed: 2, size: 600)
    let file = Gzip.compress(data.span)
    // Byte 4 to 9 (time, extra flags, system) carry no data and are not protected; nor is the text flag.
    for bit in 0..<(file.count * 8) where !(32..<80).contains(bit) && bit != 24 {
      var broken = file
      broken[bit / 8] ^= 1 << UInt8(bit % 8)
      let result = try? Gzip.decompress(broken.span, limit: 10_000)
      #expect(result == nil || result == data, "bit \(bit)")
    }
  }

  @Test func gzipHeaderFieldsAreSkipped() throws {
    let data = Array("payload".utf8)
    let plain = Gzip.compress(data.span)
    var header: [UInt8] = [0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3] + Array("name\0comment\0".utf8)
    let sum = CRC32.checksum(header.span)
    header += [UInt8(sum & 0xff), UInt8(sum >> 8 & 0xff)]
    let file = header + plain[10...]
    #expect(try Gzip.decompress(file.span, limit: 100) == data)
    var broken = file
    broken[13] ^= 1
    #expect(throws: CompressionError.badChecksum) { try Gzip.decompress(broken.span, limit: 100) }
    for count in 0..<header.count {
      #expect(throws: CompressionError.truncated) { try Gzip.decompress(file.span.extracting(0..<count), limit: 100) }
    }
  }

  @Test func zlibHeaderIsChecked() {
    let good = Zlib.compress([1, 2, 3].span)
    for (index, value) in [(0, 0x79), (1, 0x9d), (0, 0x88), (1, 0xbb)] as [(Int, UInt8)] {
      var broken = good
      broken[index] = value
      #expect(throws: CompressionError.badHeader) { try Zlib.decompress(broken.span, limit: 100) }
    }
    var broken = good
    broken[broken.count - 1] ^= 1
    #expect(throws: CompressionError.badChecksum) { try Zlib.decompress(broken.span, limit: 100) }
  }
}
