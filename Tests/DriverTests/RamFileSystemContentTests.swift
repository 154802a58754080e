// Content: holes, lengths, a full disk, and memory objects that keep what was mapped.

import ABI
import RamFileSystemCore
import Testing

@Suite struct RamFileSystemContentTests {
  let fixture = FileSystemFixture(pages: 16)

  @Test func holesCostNothingAndReadAsZeros() throws {
    let id = try fixture.open("/sparse", [.read, .write, .create])
    try fixture.files.truncate(id, 1 << 30, now: 1)
    #expect(fixture.files.usedBytes == 0)
    #expect(try fixture.files.size(id) == 1 << 30)
    try fixture.write(id, 1 << 29, [7])
    #expect(fixture.files.usedBytes == 4_096)
    #expect(try fixture.files.status(id).storage == 4_096)
    #expect(try fixture.read(id, 1 << 29 - 3, 6) == [0, 0, 0, 7, 0, 0])
    #expect(try fixture.read(id, 12_345, 5_000) == [UInt8](repeating: 0, count: 5_000))
    #expect(fixture.error { try fixture.write(id, 1 << 34, [1]) } == .fileTooLarge)
    #expect(fixture.error { try fixture.files.truncate(id, 1 << 34 + 1, now: 1) } == .fileTooLarge)
    #expect(fixture.error { try fixture.write(id, .max, [1]) } == .fileTooLarge)
    try fixture.files.truncate(id, 0, now: 1)
    #expect(fixture.files.usedBytes == 0)
  }

  @Test func whatIsCutOffDoesNotComeBack() throws {
    let id = try fixture.open("/a", [.read, .write, .create])
    try fixture.write(id, 0, [UInt8](repeating: 9, count: 10_000))
    try fixture.files.truncate(id, 5_000, now: 1)
    #expect(fixture.files.usedBytes == 8_192)
    try fixture.files.truncate(id, 10_000, now: 1)
    #expect(try fixture.content(id) == [UInt8](repeating: 9, count: 5_000) + [UInt8](repeating: 0, count: 5_000))
  }

  @Test func aFullDiskLosesNothing() throws {
    let big = try fixture.open("/big", [.read, .write, .create])
    try fixture.write(big, 0, [UInt8](repeating: 1, count: 15 * 4_096))
    let small = try fixture.open("/small", [.read, .write, .create])
    let written = try fixture.files.write(small, offset: 100, [UInt8](repeating: 2, count: 8_000).span, now: 1)
    #expect(written == 4_096 - 100, "a short write: what fits")
    #expect(fixture.error { try fixture.write(small, 4_096, [1]) } == .noSpace)
    #expect(try fixture.files.size(small) == 4_096)
    try fixture.write(small, 0, [3])
    #expect(fixture.files.fileSystemStatus.freeBytes == 0)
    try fixture.unlink("/big")
    #expect(fixture.error { try fixture.write(small, 4_096, [1]) } == .noSpace, "still open")
    fixture.files.close(big)
    try fixture.write(small, 4_096, [1])
    #expect(fixture.files.usedBytes == 8_192)
  }

  @Test func aStoreThatRunsOutIsAFullDisk() throws {
    let fixture = FileSystemFixture(pages: 100, storePages: 2)
    let id = try fixture.open("/a", [.read, .write, .create])
    #expect(try fixture.files.write(id, offset: 0, [UInt8](repeating: 1, count: 20_000).span, now: 1) == 8_192)
    #expect(fixture.error { _ = try fixture.files.export(id) } == .outOfMemory)
    #expect(try fixture.content(id).count == 8_192)
  }

  @Test func mappedContentStaysAsItWas() throws {
    let id = try fixture.open("/program", [.read, .write, .create], mode: 0o755)
    let original = (0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try fixture.write(id, 0, original)
    let exported = try fixture.files.export(id)
    #expect(exported.size == 9_000 && exported.isExecutable)
    #expect(try fixture.files.export(id) == exported, "the second time is free")
    #expect(try fixture.content(id) == original)
    #expect(fixture.files.usedBytes == 3 * 4_096)
    let handedOut = fixture.files.store.content(ofObject: exported.object)
    #expect(Array(handedOut[..<9_000]) == original)

    try fixture.write(id, 4_000, [1, 2, 3])
    var changed = original
    changed.replaceSubrange(4_000..<4_003, with: [1, 2, 3])
    #expect(try fixture.content(id) == changed)
    #expect(fixture.files.usedBytes == 3 * 4_096)
    let again = try fixture.files.export(id)
    #expect(again.object != exported.object)
    #expect(Array(fixture.files.store.content(ofObject: again.object)[..<9_000]) == changed)
    fixture.files.close(id)
    try fixture.unlink("/program")
    #expect(fixture.files.usedBytes == 0 && fixture.files.store.usedPages == 0)
  }

  @Test func exportsOfHolesAndCuts() throws {
    let id = try fixture.open("/a", [.read, .write, .create])
    #expect(fixture.error { _ = try fixture.files.export(id) } == .invalidArgument)
    try fixture.write(id, 0, [5])
    try fixture.files.truncate(id, 10_000, now: 1)
    #expect(try !fixture.files.export(id).isExecutable)
    #expect(fixture.files.usedBytes == 3 * 4_096)
    try fixture.files.truncate(id, 5_000, now: 1)
    #expect(try fixture.content(id) == [5] + [UInt8](repeating: 0, count: 4_999))
    try fixture.files.truncate(id, 17 * 4_096, now: 1)
    #expect(fixture.error { _ = try fixture.files.export(id) } == .noSpace)
    fixture.files.close(id)
    try fixture.unlink("/a")
    #expect(fixture.files.usedBytes == 0 && fixture.files.store.usedPages == 0)
  }
}
