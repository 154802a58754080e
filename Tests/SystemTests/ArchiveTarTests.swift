// Tar: entries come back from our writer and from the host's tar; hostile archives are refused.

import Archive
import Foundation
import Testing

@Suite struct ArchiveTarTests {
  /// Everything in `archive`, passed to the reader in pieces of `pieceSize`.
  private func read(
    _ archive: [UInt8], pieceSize: Int = 700
  ) throws(ArchiveError) -> (entries: [TarEntry], contents: [[UInt8]], isComplete: Bool) {
    var reader = TarReader()
    var entries: [TarEntry] = []
    var contents: [[UInt8]] = []
    for start in stride(from: 0, to: archive.count, by: pieceSize) {
      let piece = Array(archive[start..<min(start + pieceSize, archive.count)])
      var position = 0
      while let event = try reader.next(piece.span, &position) {
        switch event {
        case .entry(let entry):
          entries.append(entry)
          contents.append([])
        case .content(let range): contents[contents.count - 1] += piece[range]
        case .end: break
        }
      }
    }
    return (entries, contents, reader.isComplete)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private var samples: [(TarEntry, [UInt8])] {
    let long = String(repeating: "directory-with-a-name/", count: 20)
    return [
      (TarEntry(.directory, path: [], mode: 0o755), []),
      (TarEntry(.directory, path: bytes("home/user"), mode: 0o700, user: 1_000, modified: 1_700_000_000), []),
      (TarEntry(.file, path: bytes("home/user/a"), mode: 0o4755, size: 3), [1, 2, 3]),
      (TarEntry(.file, path: bytes("empty"), user: 3_000_000_000, group: 7, modified: 1 << 40), []),
      (TarEntry(.file, path: bytes(long + "ä"), size: 512), [UInt8](repeating: 9, count: 512)),
      (TarEntry(.file, path: bytes("big"), size: 5_000), (0..<5_000).map { UInt8(truncatingIfNeeded: $0) }),
      (TarEntry(.symbolicLink, path: bytes("link"), target: bytes("../" + long), mode: 0o777), []),
      (TarEntry(.hardLink, path: bytes("hard"), target: bytes("home/user/a")), []),
    ]
  }

  private func sampleArchive() throws -> [UInt8] {
    var writer = TarWriter()
    for (entry, content) in samples { try writer.add(entry, content) }
    return writer.finish()
  }

  @Test func entriesComeBackWhateverThePieces() throws {
    let archive = try sampleArchive()
    for size in [1, 7, 511, 512, 513, 4_096, archive.count] {
      let (entries, contents, isComplete) = try read(archive, pieceSize: size)
      #expect(entries == samples.map(\.0), "pieces of \(size)")
      #expect(contents == samples.map(\.1), "pieces of \(size)")
      #expect(isComplete)
    }
  }

  @Test func hostReadsWhatWeWrite() throws {
    let listing = try ReferenceTool.run("tar", ["-tf", "-"], input: sampleArchive())
    let names = String(decoding: listing, as: UTF8.self).split(separator: "\n")
    #expect(names.count == samples.count)
    #expect(names[2] == "home/user/a")
    let content = try ReferenceTool.run("tar", ["-xOf", "-", "big"], input: sampleArchive())
    #expect(content == samples[5].1)
  }

  @Test(arguments: ["gnu", "pax", "ustar", "posix"]) func weReadWhatTheHostWrites(format: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let name = String(repeating: "deep/", count: format == "ustar" ? 25 : 60) + "file"
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("content".utf8).write(to: file)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("link").path, withDestinationPath: "deep")
    try FileManager.default.linkItem(at: file, to: folder.appendingPathComponent("other"))

    let archive = try ReferenceTool.run("tar", ["-c", "--format=\(format)", "-C", folder.path, "."], input: [])
    let (entries, contents, isComplete) = try read(archive)
    #expect(isComplete)
    #expect(entries[0].path.isEmpty && entries[0].kind == .directory)
    #expect(entries.contains { $0.kind == .symbolicLink && $0.target == bytes("deep") })
    let linked = [bytes(name), bytes("other")]
    let first = try #require(entries.firstIndex { linked.contains($0.path) && $0.kind == .file })
    #expect(contents[first] == bytes("content"))
    #expect(entries.contains { $0.kind == .hardLink && $0.target == entries[first].path })
  }

  @Test func pathsThatLeadOutAreRefused() throws {
    for path in ["/etc/passwd", "../x", "a/../../x", "a/..", "..", "a//b", "a\0b", "", "a/", "."] {
      var writer = TarWriter()
      #expect(throws: ArchiveError.unsafePath, "\(path)") { try writer.add(TarEntry(.file, path: bytes(path))) }
    }
    // The same through a foreign archive: the name of a good one is overwritten, the checksum set right.
    var writer = TarWriter()
    try writer.add(TarEntry(.file, path: bytes("12345678")))
    let archive = writer.finish()
    for path in ["/bin/sh1", "../../ab", "a/../../", "abc/d/.."] {
      #expect(throws: ArchiveError.unsafePath, "\(path)") { try read(renamed(archive, path)) }
    }
    #expect(try read(renamed(archive, "./abc/de")).entries[0].path == bytes("abc/de"))
  }

  /// `archive` with another name (eight bytes) in its first header.
  private func renamed(_ archive: [UInt8], _ name: String) -> [UInt8] {
    var archive = archive
    archive.replaceSubrange(0..<8, with: bytes(name))
    archive.replaceSubrange(148..<156, with: bytes("        "))
    let sum = archive[..<512].reduce(0) { $0 + Int($1) }
    archive.replaceSubrange(148..<155, with: bytes(String("000000" + String(sum, radix: 8)).suffix(6) + "\0"))
    return archive
  }

  @Test func damageIsNoticed() throws {
    var archive = try sampleArchive()
    archive[0] ^= 1
    #expect(throws: ArchiveError.badChecksum) { try read(archive) }
    let whole = try sampleArchive()
    for count in stride(from: 0, to: whole.count - 1_024, by: 97) {
      #expect((try? read(Array(whole[..<count])))?.isComplete != true)
    }
  }

  @Test func overlongNumbersAreRefused() throws {
    var writer = TarWriter()
    try writer.add(TarEntry(.file, path: bytes("12345678")))
    var archive = writer.finish()
    archive.replaceSubrange(124..<136, with: [0x80] + [UInt8](repeating: 0xff, count: 11))
    #expect(throws: ArchiveError.badNumber) { try read(renamed(archive, "12345678")) }
    archive.replaceSubrange(124..<136, with: bytes("77777777777\0"))
    let (entries, contents, isComplete) = try read(renamed(archive, "12345678"))
    #expect(entries[0].size == 0o777_7777_7777 && contents[0].count == 1_024 && !isComplete)
    archive[156] = UInt8(ascii: "x")
    #expect(throws: ArchiveError.badNumber) { try read(renamed(archive, "12345678")) }
  }

  @Test func mutationsNeverTrapAndNeverGiveUnsafePaths() throws {
    let archive = try sampleArchive()
    var generator = SampleGenerator(seed: 17)
    for _ in 0..<400 {
      var broken = archive
      let block = Int.random(in: 0..<(broken.count / 512), using: &generator) * 512
      for _ in 0..<3 {
        broken[block + Int.random(in: 0..<512, using: &generator)] = UInt8.random(in: 0...127, using: &generator)
      }
      let sum = (0..<512).reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(broken[block + $1])) }
      let digits = ("00000" + String(sum, radix: 8)).suffix(6)
      broken.replaceSubrange((block + 148)..<(block + 154), with: digits.utf8)
      guard let (entries, _, _) = try? read(broken) else { continue }
      for entry in entries {
        let components = entry.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        #expect(entry.path.isEmpty || !components.contains { $0.isEmpty || $0 == bytes("..")[...] })
      }
    }
  }
}
