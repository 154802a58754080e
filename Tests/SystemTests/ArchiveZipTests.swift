// Zip directories: archives of Python's library are read, large numbers included; damage neither traps nor goes unseen.

import Archive
import Testing

@Suite struct ArchiveZipTests {
  /// An archive that a few lines of Python make, with `z` the open archive.
  private func made(_ lines: String) throws -> [UInt8] {
    let script = """
      import io, sys, zipfile
      b = io.BytesIO()
      z = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED)
      \(lines)
      z.close()
      sys.stdout.buffer.write(b.getvalue())
      """
    return try ReferenceTool.run("python3", ["-c", script], input: [])
  }

  /// The entries of a whole archive, read in pieces of `size`.
  private func entries(_ file: [UInt8], pieces size: Int = 40) throws(ArchiveError) -> [ZipEntry] {
    let start = max(0, file.count - ZipRecords.tailSize)
    let tail = Array(file[start...])
    var end = try ZipRecords.end(in: tail.span, at: UInt64(start))
    if let large = end.largeRecord {
      guard large < UInt64(file.count) else { throw .badHeader }
      let record = Array(file[Int(large)...].prefix(ZipRecords.largeSize))
      end = try ZipRecords.end(end, withLarge: record.span, at: large)
    }
    guard let before = end.bytesBefore, end.offset + before <= UInt64(file.count) else { throw .badHeader }
    var directory = ZipDirectory()
    var entries: [ZipEntry] = []
    var position = Int(end.offset + before)
    while UInt64(entries.count) < end.count {
      if let entry = try directory.next() {
        entries.append(entry)
      } else {
        guard position < file.count else { throw .truncated }
        directory.feed(file[position..<min(position + size, file.count)])
        position += size
      }
    }
    return entries
  }

  private let several = """
    z.writestr(zipfile.ZipInfo('a', (2020, 2, 29, 13, 14, 16)), 'hello')
    z.writestr('dir/', '')
    z.writestr('dir/b', 'b' * 5000)
    i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, 'a')
    """

  @Test func entriesAreRead() throws {
    let file = try made(several)
    for size in [1, 7, 46, 1 << 16] {
      let found = try entries(file, pieces: size)
      #expect(found.map { String(decoding: $0.path, as: UTF8.self) } == ["a", "dir/", "dir/b", "link"])
      #expect(found[0].size == 5 && found[0].modified == 1_582_982_056)
      #expect(found[1].isDirectory && !found[0].isDirectory && found[3].isSymbolicLink)
      #expect(found[2].size == 5_000 && found[2].compressedSize < 100 && found[2].method == ZipEntry.deflated)
    }
  }

  @Test func bytesBeforeTheArchiveAreCounted() throws {
    let file = try made(several)
    #expect(try entries(Array("#!/bin/sh\n".utf8) + file).count == 4)
  }

  @Test func largeNumbersAreRead() throws {
    let file = try made("for i in range(66000): z.writestr(zipfile.ZipInfo(str(i)), '')")
    #expect(try entries(file, pieces: 1 << 16).count == 66_000)
    let large = try made("with z.open('x', 'w', force_zip64=True) as f: f.write(b'abc' * 1000)")
    #expect(try entries(large).first?.size == 3_000)
  }

  @Test func damageIsRefused() throws {
    let file = try made(several)
    for count in 0..<file.count { #expect((try? entries(Array(file[..<count]))) == nil, "\(count) bytes") }
    var generator = SampleGenerator(seed: 5)
    for _ in 0..<3_000 {
      var broken = file
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: max(0, broken.count - 320)..<broken.count, using: &generator)
        broken[index] =
          [0, 0xff, 0x7f, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      _ = try? entries(broken)
      _ = try? ZipRecords.localLength(broken.span)
    }
  }
}
