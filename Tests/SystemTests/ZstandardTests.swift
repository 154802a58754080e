// Zstandard: what Debian's zstd writes is read, in every level and shape; what is broken is refused.

import Compression
import Testing

@Suite struct ZstandardTests {
  private func error(_ file: [UInt8], windowLimit: Int = ZstandardDecoder.windowLimit) -> CompressionError? {
    do throws(CompressionError) {
      _ = try decoded(ZstandardDecoder(windowLimit: windowLimit), file, pieces: 1_000, limit: 4 << 20)
      return nil
    } catch {
      return error
    }
  }

  @Test func xxHashOfKnownTexts() {
    let known: [(String, UInt64)] = [
      ("", 0xef46_db37_51d8_e999), ("a", 0xd24e_c4f1_a98c_6e5b), ("abc", 0x44bc_2cf5_ad77_0999),
    ]
    for (text, expected) in known {
      let bytes = Array(text.utf8)
      let sum = XXHash64.checksum(bytes.span)
      #expect(sum == expected, "\(text)")
    }
    let long = Array("The quick brown fox jumps over the lazy dog, and then some more.".utf8)
    let whole = XXHash64.checksum(long.span)
    for cut in 0...long.count {
      var sum = XXHash64()
      sum.update(long.span.extracting(0..<cut))
      sum.update(long.span.extracting(cut..<long.count))
      #expect(sum.value == whole)
    }
  }

  @Test(arguments: 1...22) func everyLevelIsRead(_ level: Int) throws {
    for seed in 0..<6 as Range<UInt64> {
      let data = Samples.sample(seed: seed &+ UInt64(level) &* 6, size: level < 20 ? 500_000 : 150_000)
      let arguments = level > 19 ? ["-q", "-c", "--ultra", "-\(level)"] : ["-q", "-c", "-\(level)"]
      let file = try ReferenceTool.run("zstd", arguments, input: data)
      for size in [113, 1 << 20] {
        #expect(try decoded(ZstandardDecoder(), file, pieces: size) == data, "seed \(seed), pieces of \(size)")
      }
    }
  }

  @Test func everyShapeOfFrameIsRead() throws {
    let options = [
      ["--no-check"], ["--fast=10"], ["--long=20"], ["--no-compress-literals"], ["--compress-literals"], ["-B1000"],
      ["--target-compressed-block-size=200"], ["--no-row-match-finder"], ["--stream-size=70000"],
    ]
    for (index, option) in options.enumerated() {
      for seed in 0..<12 as Range<UInt64> {
        let data = Samples.sample(seed: seed &+ UInt64(index), size: 70_000)
        guard let file = try? ReferenceTool.run("zstd", ["-q", "-c"] + option, input: data) else { continue }
        #expect(try decoded(ZstandardDecoder(), file, pieces: 999) == data, "\(option), seed \(seed)")
      }
    }
    for seed in 0..<40 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 300)
      let file = try ReferenceTool.run("zstd", ["-q", "-c", "-19"], input: data)
      #expect(try decoded(ZstandardDecoder(), file, pieces: 1) == data, "seed \(seed)")
    }
  }

  @Test func farMatchesAreFound() throws {
    var generator = SampleGenerator(seed: 3)
    let unit = (0..<400_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    var data = unit
    for index in 1..<12 { data += unit.dropFirst(index * 1_000) }
    for level in ["-1", "-9", "-19"] {
      let file = try ReferenceTool.run("zstd", ["-q", "-c", level, "--long=22"], input: data)
      #expect(file.count < data.count / 4)
      #expect(try decoded(ZstandardDecoder(), file, pieces: 100_000) == data, "level \(level)")
    }
    // Small windows, which slide many times.
    for log in [10, 15, 17] {
      let file = try ReferenceTool.run("zstd", ["-q", "-c", "-5", "--zstd=wlog=\(log)"], input: data)
      #expect(try decoded(ZstandardDecoder(windowLimit: 1 << log), file, pieces: 50_000) == data, "window \(log)")
    }
  }

  @Test func framesFollowEachOtherAndSomeAreSkipped() throws {
    let one = try ReferenceTool.run("zstd", ["-q", "-c"], input: Array("one ".utf8))
    let skipped: [UInt8] = [0x57, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]
    for size in [1, 5, 1_000] {
      let file = skipped + one + one + skipped
      #expect(try decoded(ZstandardDecoder(), file, pieces: size) == Array("one one ".utf8))
    }
    #expect(error(skipped) == nil)
    #expect(error(one + [1, 2, 3, 4]) == .badHeader)
    #expect(error([]) == .truncated)
    #expect(error(Array(skipped.dropLast())) == .truncated)
  }

  @Test func whatIsRefused() throws {
    let file = try ReferenceTool.run("zstd", ["-q", "-c"], input: Samples.sample(seed: 2, size: 5_000))
    var broken = file
    broken[broken.count - 1] ^= 1
    #expect(error(broken) == .badChecksum)
    // A dictionary's number of one byte.
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x50, 7, 1, 0, 0]) == .needsDictionary)
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x08, 0x50, 1, 0, 0]) == .badHeader)
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 1, 0, 0]) == .windowLimit)
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50, 1, 0, 0], windowLimit: 1 << 20) == nil)
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50, 7, 0, 0]) == .badBlock)
    // The content is shorter than the frame says.
    #expect(error([0x28, 0xb5, 0x2f, 0xfd, 0x20, 5, 0x19, 0, 0, 1, 2, 3]) == .badLength)
    for count in 0..<file.count { #expect(error(Array(file[..<count])) == .truncated) }
  }

  @Test func anEmptyPromiseCostsNoMemory() throws {
    // A window of 128 MiB, and one block of one byte repeated.
    let file: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 17 << 3, 0x03 + 5 << 3, 0, 0, 65]
    #expect(try decoded(ZstandardDecoder(), file, pieces: 100) == [65, 65, 65, 65, 65])
  }

  @Test func mutationsNeverTrap() throws {
    var generator = SampleGenerator(seed: 42)
    var accepted = 0
    for seed in 0..<36 as Range<UInt64> {
      let data = Samples.sample(seed: seed, size: 6_000)
      let options = ["-q", "-c", "--no-check", "-\([1, 3, 7, 12, 19][Int(seed) % 5])"]
      let file = try ReferenceTool.run("zstd", options, input: data)
      for _ in 0..<200 {
        var broken = file
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
          let index = Int.random(in: min(5, broken.count - 1)..<broken.count, using: &generator)
          broken[index] = UInt8.random(in: 0...255, using: &generator)
        }
        if error(broken, windowLimit: 8 << 20) == nil { accepted += 1 }
      }
    }
    #expect(accepted > 0, "without a checksum some mutations must decode to other data")
  }
}
