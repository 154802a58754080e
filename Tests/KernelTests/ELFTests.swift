// The parser of executables: what it accepts, what it refuses, and that no file makes it trap.

import ABI
import Testing

@testable import KernelCore

@Suite struct ELFTests {
  private func parse(_ bytes: [UInt8]) throws(Errno) -> [ELFSegment] {
    let header = try ELFHeader(parsing: bytes, imageLength: UInt64(bytes.count))
    let start = Int(header.programHeaders)
    return try header.segments(
      parsing: Array(bytes[start..<start + header.programHeadersLength]), imageLength: UInt64(bytes.count))
  }

  private func refuses(_ change: (inout [TestImage.Header]) -> Void, sourceLocation: SourceLocation = #_sourceLocation)
  {
    var headers = TestImage.headers
    change(&headers)
    #expect(throws: Errno.badExecutable, sourceLocation: sourceLocation) { try self.parse(TestImage.elf(headers)) }
  }

  @Test func aProgramIsItsSegments() throws {
    let segments = try parse(TestImage.elf())
    #expect(segments.count == 2)
    #expect(segments[0].rights == [.read, .execute] && segments[0].address == 0x20_0000)
    #expect(segments[1].rights == [.read, .write] && segments[1].memoryLength == 0x2000)
    // Other kinds of headers say nothing to the loader.
    let note = TestImage.Header(type: 4, flags: 4, offset: .max, address: .max, fileLength: 9, memoryLength: 9)
    #expect(try parse(TestImage.elf(TestImage.headers + [note])) == segments)
  }

  @Test func segmentsAreChecked() {
    refuses { $0[0].flags = 7 }
    refuses { $0[0].flags = 0 }
    refuses { $0[0].flags = 4 }  // The entry is not in an executable segment.
    refuses { $0[1].address = 0x20_0800 }
    refuses { $0.swapAt(0, 1) }
    refuses { $0[1].address = 0x20_2004 }
    refuses { $0[1].fileLength = 0x19 }
    refuses { $0[1].offset = .max - 5 }
    refuses { $0[1].fileLength = .max }
    refuses { $0[1].memoryLength = 0x10 }
    refuses { $0[1].memoryLength = .max }
    refuses { $0[1].memoryLength = 1 << 46 }
    refuses { $0[0].address = 0 }
    refuses { $0[0].address = 1 << 47 }
    refuses { $0 = [] }
    refuses { headers in headers = (0..<17).map { _ in headers[0] } }
  }

  @Test func theHeadIsChecked() {
    let good = TestImage.elf()
    for type: UInt8 in [0, 1, 4] {
      var bytes = good
      bytes[16] = type
      #expect(throws: Errno.badExecutable) { try self.parse(bytes) }
    }
    for place in Array(0..<7) + [17, 18, 20, 54] {
      var bytes = good
      bytes[place] ^= 1
      #expect(throws: Errno.badExecutable) { try self.parse(bytes) }
    }
    #expect(throws: Errno.badExecutable) { try self.parse(TestImage.elf(entry: 0x20_3000)) }
    for length in [0, 10, 63] {
      #expect(throws: Errno.badExecutable) {
        try ELFHeader(parsing: Array(good.prefix(length)), imageLength: UInt64(length))
      }
    }
    var bytes = good
    bytes.put(UInt64.max - 8, at: 32)
    #expect(throws: Errno.badExecutable) { try ELFHeader(parsing: bytes, imageLength: UInt64(bytes.count)) }
  }

  /// What an image is parsed to is inside it and inside the user's part, or it is refused.
  private func checkParsed(_ bytes: [UInt8]) {
    guard let header = try? ELFHeader(parsing: Array(bytes.prefix(64)), imageLength: UInt64(bytes.count)) else {
      return
    }
    let (start, length) = (header.programHeaders, header.programHeadersLength)
    #expect(start <= UInt64(bytes.count) && UInt64(length) <= UInt64(bytes.count) - start)
    let headers = Array(bytes[Int(start)..<Int(start) + length])
    guard let segments = try? header.segments(parsing: headers, imageLength: UInt64(bytes.count)) else { return }
    var end = AddressSpace.userStart
    for segment in segments {
      #expect(segment.firstPage >= end && segment.endPage <= UserMemory.mapStart)
      #expect(segment.fileLength <= segment.memoryLength)
      #expect(segment.fileOffset + segment.fileLength <= UInt64(bytes.count))
      #expect(!segment.rights.isSuperset(of: [.write, .execute]))
      end = segment.endPage
    }
  }

  @Test func everyTruncationIsRefusedOrWhole() {
    let good = TestImage.elf()
    for length in 0...good.count {
      let bytes = Array(good.prefix(length))
      checkParsed(bytes)
      // The last segment ends with the file: what is shorter has lost a part of it.
      if length < good.count { #expect(throws: Errno.badExecutable) { try self.parse(padded(bytes), length) } }
    }
  }

  private func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: max(0, 4096 - bytes.count)) }

  /// As the kernel does it: the image is `length` bytes long, what is read behind it is zeros.
  private func parse(_ bytes: [UInt8], _ length: Int) throws(Errno) -> [ELFSegment] {
    let header = try ELFHeader(parsing: bytes, imageLength: UInt64(length))
    let start = Int(header.programHeaders)
    return try header.segments(
      parsing: Array(bytes[start..<start + header.programHeadersLength]), imageLength: UInt64(length))
  }

  /// Offset and bytes of every field of the head and of a program header.
  private static let headFields = [
    (0, 4), (4, 1), (5, 1), (6, 1), (7, 1), (16, 2), (18, 2), (20, 4), (24, 8), (32, 8), (40, 8), (48, 4), (52, 2),
    (54, 2), (56, 2), (58, 2), (60, 2), (62, 2),
  ]
  private static let programFields = [(0, 4), (4, 4), (8, 8), (16, 8), (24, 8), (32, 8), (40, 8), (48, 8)]

  @Test func everyFieldMayHoldAnything() {
    let good = TestImage.elf()
    let fields =
      Self.headFields + [64, 120].flatMap { start in Self.programFields.map { (start + $0.0, $0.1) } }
    var values: [UInt64] = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 55, 56, 57, 64, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF]
    values += [0xFFF, 0x1000, 0x1001, 0x2018, 0x2019, 0x20_0000, 0x20_3FFF, 0x20_4000, 0x7FFF_FFFF, 0x8000_0000]
    values += [AddressSpace.userStart - 1, AddressSpace.userStart, AddressSpace.userEnd - 1, AddressSpace.userEnd]
    values += [UserMemory.mapStart - 1, UserMemory.mapStart, 1 << 47, 1 << 63, .max, .max - 1, .max - 0xFFF]
    for (offset, count) in fields {
      for value in values + values.map({ 0 &- $0 }) {
        var bytes = good
        for place in 0..<count { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
        checkParsed(bytes)
      }
    }
  }

  @Test func noMutationTraps() {
    var random = SeededRandom(state: 42)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = TestImage.elf()
      for _ in 0..<Int(random.next() % 6) + 1 {
        let place = Int(random.next() % 200)
        bytes[place] =
          random.next() % 2 == 0
          ? UInt8(truncatingIfNeeded: random.next()) : [0, 0xFF, 0x7F, 0x80][Int(random.next() % 4)]
      }
      if let segments = try? parse(bytes) {
        accepted += 1
        for segment in segments {
          #expect(segment.endPage <= UserMemory.mapStart && segment.firstPage >= AddressSpace.userStart)
          #expect(segment.fileOffset + segment.fileLength <= UInt64(bytes.count))
        }
      }
    }
    #expect(accepted > 0)
  }

  @Test func damagedBootImagesAreRefused() {
    var random = SeededRandom(state: 7)
    let good = TestImage.bootImage("init", TestImage.elf())
    for _ in 0..<60 {
      var bytes = good
      for _ in 0..<3 { bytes[Int(random.next() % 128)] = UInt8(truncatingIfNeeded: random.next()) }
      let world = World(size: 4 << 20, image: bytes)
      world.run { _ in }
      #expect(world.frames.freeCount == world.freeAtStart)
    }
  }
}
