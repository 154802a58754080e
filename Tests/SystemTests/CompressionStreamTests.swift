// Streams in pieces: decoders and encoders that see the data in cuts of any size do what they do with the whole.

import Compression
import Testing

/// Feeds a decoder pieces of `size` bytes; what comes out, or what was wrong.
func decoded(
  _ decoder: any StreamDecoder, _ input: [UInt8], pieces size: Int, limit: Int = .max
) throws(CompressionError) -> [UInt8] {
  var output: [UInt8] = []
  var position = 0
  while true {
    switch try decoder.advance(into: &output) {
    case .finished: return output
    case .advanced: if output.count > limit { throw .outputLimit }
    case .needsInput:
      if position == input.count { decoder.endInput() }
      let end = min(position + size, input.count)
      decoder.feed(input[position..<end])
      position = end
    }
  }
}

@Suite struct CompressionStreamTests {
  @Test func gzipComesBackInPiecesOfAnySize() throws {
    for seed in 0..<24 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 60_000)
      let file = try ReferenceTool.run("gzip", ["-c", "-\(1 + seed % 9)"], input: data)
      for size in [1, 7, 1_000, 1 << 20] {
        #expect(try decoded(GzipDecoder(), file, pieces: size) == data, "seed \(seed), pieces of \(size)")
      }
    }
  }

  @Test func everyLevelIsReadByGzipAndByUs() throws {
    for level in 1...9 {
      for seed in 0..<6 as Range<UInt64> {
        let data = Samples.sample(seed: seed &+ UInt64(level) &* 6, size: 700_000)
        var encoder = GzipEncoder(level: level, header: GzipHeader(name: Array("name".utf8), modified: 1_000))
        var file: [UInt8] = []
        var position = 0
        while position < data.count {
          let end = min(position + 10_000, data.count)
          encoder.add(data.span.extracting(position..<end))
          file += encoder.takeOutput()
          position = end
        }
        file += encoder.finish()
        #expect(try ReferenceTool.run("gzip", ["-dc"], input: file) == data, "level \(level), seed \(seed)")
        let decoder = GzipDecoder()
        #expect(try decoded(decoder, file, pieces: 4_096) == data, "level \(level), seed \(seed)")
        #expect(decoder.header?.name == Array("name".utf8) && decoder.header?.modified == 1_000)
      }
    }
  }

  @Test func levelsAreAboutAsSmallAsGzips() throws {
    for level in 1...9 {
      var ours = 0
      var theirs = 0
      for seed in [2, 3, 5, 8, 11] as [UInt64] {
        let data = Samples.sample(seed: seed, size: 600_000)
        ours += Gzip.compress(data.span, effort: .level(level)).count
        theirs += try ReferenceTool.run("gzip", ["-cn\(level)"], input: data).count
      }
      #expect(Double(ours) <= Double(theirs) * 1.03, "level \(level): \(ours) bytes, gzip \(theirs)")
    }
  }

  @Test func manyMembersZerosAndGarbage() throws {
    let one = Gzip.compress(Array("one ".utf8).span)
    let two = Gzip.compress(Array("two".utf8).span)
    for size in [1, 1_000] {
      #expect(try decoded(GzipDecoder(), one + two + one, pieces: size) == Array("one twoone ".utf8))
      for (rest, expected) in [
        ([], .nothing), ([0, 0, 0], .zeros), ([1], .garbage), ([0x1f], .garbage), ([0, 0, 7], .garbage),
        ([UInt8](repeating: 0, count: 100_000), .zeros),
      ] as [([UInt8], GzipDecoder.Trailing)] {
        let decoder = GzipDecoder()
        #expect(try decoded(decoder, one + rest, pieces: size) == Array("one ".utf8))
        #expect(decoder.trailing == expected, "\(rest.prefix(4)) in pieces of \(size)")
      }
      #expect(throws: CompressionError.badHeader) { try decoded(GzipDecoder(), one + [0x1f, 0x8b, 9], pieces: size) }
    }
  }

  @Test func everyTruncationOfAStreamIsFound() throws {
    let data = Samples.sample(seed: 5, size: 4_000)
    let file = Gzip.compress(data.span)
    for count in 0..<file.count {
      #expect(throws: CompressionError.truncated) { try decoded(GzipDecoder(), Array(file[..<count]), pieces: 13) }
    }
    let raw = Deflate.compress(data.span)
    for count in 0..<raw.count {
      #expect(throws: CompressionError.truncated) { try decoded(InflateDecoder(), Array(raw[..<count]), pieces: 5) }
    }
  }

  @Test func inflateLeavesWhatFollows() throws {
    let data = Samples.sample(seed: 8, size: 40_000)
    let decoder = InflateDecoder()
    let file = Deflate.compress(data.span) + [1, 2, 3]
    #expect(try decoded(decoder, file, pieces: 1 << 20) == data)
    #expect(decoder.rest == [1, 2, 3])
  }

  @Test func lengthBehindAMemberIsChecked() {
    var file = Gzip.compress([1, 2, 3].span)
    file[file.count - 4] = 4
    let broken = file
    #expect(throws: CompressionError.badLength) { try decoded(GzipDecoder(), broken, pieces: 100) }
  }

  @Test func brokenStreamsInPiecesNeverTrap() {
    var generator = SampleGenerator(seed: 17)
    for seed in 0..<24 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 3_000)
      let file = Gzip.compress(data.span, effort: .level(1 + Int(seed) % 9))
      for _ in 0..<60 {
        var broken = file
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          broken[Int.random(in: 0..<broken.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
        }
        let size = Int.random(in: 1...200, using: &generator)
        // Only the fields that carry no data may change unseen.
        let result = try? decoded(GzipDecoder(), broken, pieces: size, limit: 1 << 20)
        #expect(result == nil || result == data || result?.starts(with: data) == true, "seed \(seed)")
      }
    }
  }
}
