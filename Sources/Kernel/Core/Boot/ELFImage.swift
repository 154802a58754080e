// The parser of executables: static ELF64 for x86_64, of which only the program headers matter. Pure; every field is
// checked.
//
// Spec: System V ABI, chapter 4 and 5 ("gabi"), and the x86-64 supplement. Accepted: ET_EXEC, and ET_DYN, which may lie
// anywhere and moves its own addresses (System/Entry/relocate.c); PT_LOAD segments inside the user's addresses and the
// file, in ascending order without a common page, never writable and executable.

import ABI

/// One PT_LOAD segment.
struct ELFSegment: BitwiseCopyable, Equatable {
  /// Address of the first byte.
  var address: UInt64 = 0
  /// Bytes in memory, and those of them that come from the file.
  var memoryLength: UInt64 = 0
  var fileLength: UInt64 = 0
  var fileOffset: UInt64 = 0
  var rights: MapFlags = []

  var firstPage: UInt64 { address & ~(pageSize - 1) }
  /// One past the last page.
  var endPage: UInt64 { (address + memoryLength + pageSize - 1) & ~(pageSize - 1) }

  /// The same, so many bytes higher.
  func moved(by slide: UInt64) -> ELFSegment {
    var segment = self
    segment.address += slide
    return segment
  }
}

/// The head of an executable: where its program headers are.
struct ELFHeader: BitwiseCopyable, Equatable {
  static let length = 64
  static let programHeaderLength = 56

  let entry: UInt64
  /// May lie somewhere else than where it was linked.
  let isMovable: Bool
  let programHeaders: UInt64
  let programHeaderCount: Int

  /// Checks the first 64 bytes of an image of `imageLength` bytes.
  init(parsing bytes: [UInt8], imageLength: UInt64) throws(Errno) {
    guard bytes.count >= Self.length, imageLength >= UInt64(Self.length) else { throw .badExecutable }
    let identification: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]
    for place in identification.indices where bytes[place] != identification[place] { throw .badExecutable }
    let type = LittleEndian.read(bytes, 16, 2)
    guard type == 2 || type == 3, LittleEndian.read(bytes, 18, 2) == 62,
      LittleEndian.read(bytes, 20, 4) == 1, LittleEndian.read(bytes, 54, 2) == UInt64(Self.programHeaderLength)
    else { throw .badExecutable }
    isMovable = type == 3
    entry = LittleEndian.read(bytes, 24, 8)
    programHeaders = LittleEndian.read(bytes, 32, 8)
    let count = LittleEndian.read(bytes, 56, 2)
    guard count > 0, count <= UInt64(KernelLimits.programHeaders), entry < AddressSpace.userEnd else {
      throw .badExecutable
    }
    programHeaderCount = Int(count)
    let (end, overflow) = programHeaders.addingReportingOverflow(count * UInt64(Self.programHeaderLength))
    guard !overflow && end <= imageLength else { throw .badExecutable }
  }

  /// Bytes of the program headers.
  var programHeadersLength: Int { programHeaderCount * Self.programHeaderLength }

  /// Checks the program headers and returns what has to be loaded.
  func segments(parsing bytes: [UInt8], imageLength: UInt64) throws(Errno) -> [ELFSegment] {
    guard bytes.count >= programHeadersLength else { throw .badExecutable }
    var segments: [ELFSegment] = []
    var end = AddressSpace.userStart
    var hasEntry = false
    for index in 0..<programHeaderCount {
      let start = index * Self.programHeaderLength
      guard LittleEndian.read(bytes, start, 4) == 1 else { continue }
      var segment = ELFSegment()
      let flags = LittleEndian.read(bytes, start + 4, 4)
      segment.fileOffset = LittleEndian.read(bytes, start + 8, 8)
      segment.address = LittleEndian.read(bytes, start + 16, 8)
      segment.fileLength = LittleEndian.read(bytes, start + 32, 8)
      segment.memoryLength = LittleEndian.read(bytes, start + 40, 8)
      if flags & 4 != 0 { segment.rights.insert(.read) }
      if flags & 2 != 0 { segment.rights.insert(.write) }
      if flags & 1 != 0 { segment.rights.insert(.execute) }
      segment.rights = segment.rights.closed
      if segment.memoryLength == 0 && segment.fileLength == 0 { continue }
      try Self.check(segment, above: end, imageLength)
      end = segment.endPage
      if segment.rights.contains(.execute) && entry >= segment.address
        && entry - segment.address < segment.memoryLength
      {
        hasEntry = true
      }
      segments.append(segment)
    }
    guard hasEntry else { throw .badExecutable }
    return segments
  }

  private static func check(_ segment: ELFSegment, above end: UInt64, _ imageLength: UInt64) throws(Errno) {
    let (fileEnd, fileOverflow) = segment.fileOffset.addingReportingOverflow(segment.fileLength)
    guard !fileOverflow && fileEnd <= imageLength, segment.fileLength <= segment.memoryLength,
      segment.address < UserMemory.mapStart, segment.memoryLength <= UserMemory.mapStart - segment.address,
      segment.firstPage >= end, segment.address % pageSize == segment.fileOffset % pageSize,
      !segment.rights.isSuperset(of: [.write, .execute]), !segment.rights.isEmpty
    else { throw .badExecutable }
  }
}

/// Little-endian fields of a byte format. The caller has checked the bounds.
enum LittleEndian {
  static func read(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<count { value |= UInt64(bytes[offset + place]) << UInt64(8 * place) }
    return value
  }
}
