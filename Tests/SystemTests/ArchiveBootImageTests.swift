// The initfs: what is built is found again, page-aligned; damaged images are refused.

import ABI
import Archive
import Testing

@Suite struct ArchiveBootImageTests {
  private let files: [(name: [UInt8], content: [UInt8])] = [
    (Array("init".utf8), [UInt8](repeating: 7, count: 5_000)),
    (Array("etc/manifest".utf8), []),
    (Array("root.tar.gz".utf8), [1, 2, 3]),
  ]

  @Test func filesComeBackOnPagesOfTheirOwn() throws {
    let image = try BootImage.build(files)
    let found = try BootImage.files(image.span)
    #expect(found.map(\.name) == files.map(\.name))
    for (file, original) in zip(found, files) {
      #expect(file.offset % 4_096 == 0)
      #expect(Array(image[file.offset..<(file.offset + file.length)]) == original.content)
    }
    #expect(found[2].offset - found[0].offset == 8_192)
    #expect(image.count % 4_096 == 0)
    #expect(try BootImage.file(named: Array("root.tar.gz".utf8), in: image.span) == found[2])
    #expect(try BootImage.file(named: Array("root".utf8), in: image.span) == nil)
  }

  @Test func recordsHaveTheLayoutOfTheABI() throws {
    #expect(MemoryLayout<BootImageHeader>.size == 32)
    #expect(MemoryLayout<BootImageEntry>.size == 96)
    #expect(MemoryLayout<BootImageEntry>.offset(of: \.offset) == 72)
    #expect(MemoryLayout<BootImageEntry>.offset(of: \.length) == 80)
    #expect(MemoryLayout<BootImageHeader>.offset(of: \.count) == 12)
    #expect(MemoryLayout<BootImageHeader>.offset(of: \.length) == 16)
    #expect(Array(try BootImage.build(files)[..<8]) == Array("APUSINIT".utf8))
  }

  @Test func namesAreChecked() {
    for name in ["", "/init", "a//b", "../x", "a/..", ".", "a/", String(repeating: "n", count: 72), "a\0b"] {
      #expect(throws: ArchiveError.unsafePath, "\(name)") { try BootImage.build([(Array(name.utf8), [])]) }
    }
    #expect(throws: ArchiveError.duplicateName) { try BootImage.build([(files[0].name, []), (files[0].name, [1])]) }
    let many = (0...BootImageLimits.entries).map { (name: Array("f\($0)".utf8), content: [UInt8]()) }
    #expect(throws: ArchiveError.tooManyEntries) { try BootImage.build(many) }
  }

  @Test func truncatedImagesAreRefused() throws {
    let image = try BootImage.build(files)
    for count in stride(from: 0, to: image.count, by: 61) {
      #expect(throws: ArchiveError.truncated) { try BootImage.files(image.span.extracting(0..<count)) }
    }
  }

  @Test func everyFileOfADamagedImageLiesInsideIt() throws {
    let image = try BootImage.build(files)
    var generator = SampleGenerator(seed: 5)
    for _ in 0..<3_000 {
      var broken = image
      for _ in 0..<3 {
        broken[Int.random(in: 0..<320, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      for file in (try? BootImage.files(broken.span)) ?? [] {
        #expect(file.offset % 4_096 == 0 && file.offset + file.length <= broken.count && !file.name.isEmpty)
      }
    }
  }
}
