// Compressed data comes back: through our own decoder, and both ways through the host's gzip.

import Compression
import Testing

@Suite struct CompressionRoundTripTests {
  @Test func everyWrapperAndEffortReturnsTheData() throws {
    for seed in 0..<48 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: seed < 12 ? 40 : 12_000)
      for effort in [CompressionEffort.fast, .normal, .best] {
        let raw = Deflate.compress(data.span, effort: effort)
        #expect(try Deflate.decompress(raw.span, limit: data.count) == data, "deflate, seed \(seed)")
      }
      let zlib = Zlib.compress(data.span)
      #expect(try Zlib.decompress(zlib.span, limit: data.count, expected: data.count) == data, "zlib, seed \(seed)")
      let gzip = Gzip.compress(data.span)
      #expect(try Gzip.decompress(gzip.span, limit: 1 << 20, expected: 1) == data, "gzip, seed \(seed)")
    }
  }

  @Test func gzipReadsWhatWeWrite() throws {
    for seed in 0..<12 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 100_000)
      let file = Gzip.compress(data.span, effort: seed % 2 == 0 ? .normal : .fast)
      #expect(try ReferenceTool.run("gzip", ["-dc"], input: file) == data, "seed \(seed)")
    }
  }

  @Test func weReadWhatGzipWrites() throws {
    for seed in 0..<18 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 300_000)
      let file = try ReferenceTool.run("gzip", ["-c", "-\(1 + seed % 9)"], input: data)
      #expect(try Gzip.decompress(file.span, limit: data.count) == data, "seed \(seed)")
    }
  }

  @Test func weReadWhatZlibWrites() throws {
    let script = "import sys,zlib; sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read(), LEVEL))"
    for seed in 0..<6 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 100_000)
      let call = script.replacing("LEVEL", with: "\(seed)")
      let stream = try ReferenceTool.run("python3", ["-c", call], input: data)
      #expect(try Zlib.decompress(stream.span, limit: data.count) == data, "seed \(seed)")
    }
  }

  @Test func isAboutAsSmallAsGzip() throws {
    for seed in [2, 3, 5, 8, 11, 17] as [UInt64] {
      let data = Samples.sample(seed: seed, size: 400_000)
      let ours = Gzip.compress(data.span, effort: .normal).count
      let theirs = try ReferenceTool.run("gzip", ["-cn6"], input: data).count
      #expect(Double(ours) <= Double(theirs) * 1.02 + 32, "seed \(seed): \(ours) bytes, gzip \(theirs)")
    }
  }

  @Test func randomDataGrowsByLittle() {
    var generator = SampleGenerator(seed: 7)
    let data = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    #expect(Deflate.compress(data.span).count <= data.count + 128)
  }

  @Test func readerDeliversTheSameInPieces() throws {
    for seed in [1, 2, 5, 10, 11] as [UInt64] {
      let data = Samples.sample(seed: seed, size: 900_000)
      let file = Gzip.compress(data.span, effort: .fast)
      var reader = GzipReader(limit: data.count)
      var result: [UInt8] = []
      while try reader.advance(file.span) {
        for index in reader.piece.indices { result.append(reader.piece[index]) }
      }
      #expect(result == data, "seed \(seed)")
    }
  }
}
