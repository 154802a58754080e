// The live root: what a tar archive holds is what the file system shows, whatever pieces it came in.

import ABI
import Archive
import RamFileSystemCore
import Testing

@Suite struct RamFileSystemImageTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func archive() throws -> [UInt8] {
    var writer = TarWriter()
    let home = TarEntry(.directory, path: bytes("home/user"), mode: 0o700, user: 1000, group: 1000, modified: 5)
    try writer.add(home)
    try writer.add(TarEntry(.file, path: bytes("bin/tool"), mode: 0o4755, user: 3, group: 4, modified: 7), big)
    try writer.add(TarEntry(.symbolicLink, path: bytes("bin/link"), target: bytes("tool")))
    try writer.add(TarEntry(.hardLink, path: bytes("bin/hard"), target: bytes("bin/tool")))
    try writer.add(TarEntry(.file, path: bytes("bin/small"), mode: 0o600), bytes("first"))
    try writer.add(TarEntry(.file, path: bytes("bin/small"), mode: 0o640), bytes("second"))
    return writer.finish()
  }

  private var big: [UInt8] { (0..<10_000).map { UInt8(truncatingIfNeeded: $0 / 3) } }

  private func fill(_ fixture: FileSystemFixture, _ archive: [UInt8], pieceSize: Int) throws {
    var filler = RootImageFiller(now: 99)
    for start in stride(from: 0, to: archive.count, by: pieceSize) {
      let piece = archive.span.extracting(start..<min(start + pieceSize, archive.count))
      try filler.take(piece, into: &fixture.files)
    }
    try filler.finish()
  }

  @Test(arguments: [100, 4_096, 1 << 20]) func entriesArriveAsTheyAre(pieceSize: Int) throws {
    let fixture = FileSystemFixture()
    try fill(fixture, archive(), pieceSize: pieceSize)
    let home = try fixture.status("/home/user")
    #expect(home.mode == 0o700 && home.user == 1000 && home.group == 1000 && home.modified == 5_000_000_000)
    #expect(try fixture.status("/home").mode == 0o755 && fixture.status("/home").user == 0)
    let tool = try fixture.status("/bin/hard")
    #expect(tool.mode == 0o4755 && tool.user == 3 && tool.group == 4 && tool.links == 2 && tool.size == 10_000)
    let id = try fixture.open("/bin/link", .read)
    #expect(try fixture.content(id) == big)
    #expect(try fixture.text("/bin/small") == "second")
    #expect(try fixture.list("/bin").sorted() == ["hard", "link", "small", "tool"])
  }

  @Test func brokenImagesAreRefused() throws {
    let whole = try archive()
    #expect(throws: RootImageError.archive(.truncated)) {
      try fill(FileSystemFixture(), Array(whole[..<5_000]), pieceSize: 512)
    }
    var damaged = whole
    damaged[3] ^= 1
    #expect(throws: RootImageError.archive(.badChecksum)) { try fill(FileSystemFixture(), damaged, pieceSize: 512) }
    #expect(throws: RootImageError.file(.noSpace)) { try fill(FileSystemFixture(pages: 2), whole, pieceSize: 512) }
    var writer = TarWriter()
    try writer.add(TarEntry(.file, path: bytes("a")))
    try writer.add(TarEntry(.file, path: bytes("a/b")))
    let contradiction = writer.finish()
    #expect(throws: RootImageError.file(.notDirectory)) { try fill(FileSystemFixture(), contradiction, pieceSize: 512) }
  }
}
