// Checksums: the values that the specifications print, and independence of how the data is cut.

import Compression
import Testing

@Suite struct CompressionChecksumTests {
  @Test func knownValues() {
    let digits = Array("123456789".utf8)
    #expect(CRC32.checksum(digits.span) == 0xcbf4_3926)
    #expect(Adler32.checksum(digits.span) == 0x091e_01de)
    let nothing: [UInt8] = []
    #expect(CRC32.checksum(nothing.span) == 0)
    #expect(Adler32.checksum(nothing.span) == 1)
  }

  @Test func largestBytesDoNotOverflow() {
    let bytes = [UInt8](repeating: 255, count: 100_000)
    var (low, high) = (1, 0)
    for byte in bytes {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    #expect(Adler32.checksum(bytes.span) == UInt32(high << 16 | low))
  }

  @Test func cutsDoNotMatter() {
    var generator = SampleGenerator(seed: 3)
    let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for _ in 0..<50 {
      var (crc, adler) = (CRC32(), Adler32())
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + Int.random(in: 0...4_000, using: &generator))
        crc.update(bytes.span.extracting(start..<end))
        adler.update(bytes.span.extracting(start..<end))
        start = end
      }
      #expect(crc.value == CRC32.checksum(bytes.span))
      #expect(adler.value == Adler32.checksum(bytes.span))
    }
  }
}
