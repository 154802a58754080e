// Finds a file in the initfs. The kernel needs one only: `init`; everything else is read by programs.

import ABI

/// Where a file lies in the initfs.
struct BootImageFile: Equatable {
  var offset: UInt64
  var length: UInt64
}

/// The kernel's view of an initfs.
enum BootImageReader {
  private static let headerLength = 32
  private static let entryLength = 96

  /// The file called `name`, or nil when there is none or the image is damaged.
  static func find(_ name: StaticString, in image: MemoryObject) -> BootImageFile? {
    var wanted = TextBuffer()
    wanted.text(name)
    var header = [UInt8](repeating: 0, count: headerLength)
    guard image.read(at: 0, into: &header) else { return nil }
    let count = LittleEndian.read(header, 12, 4)
    guard LittleEndian.read(header, 0, 8) == BootImageHeader.magic,
      LittleEndian.read(header, 8, 4) == UInt64(BootImageHeader.currentVersion),
      count <= UInt64(BootImageLimits.entries)
    else { return nil }
    var entry = [UInt8](repeating: 0, count: entryLength)
    for index in 0..<Int(count) {
      guard image.read(at: UInt64(headerLength + index * entryLength), into: &entry) else { return nil }
      guard matches(entry, wanted.bytes) else { continue }
      let file = BootImageFile(
        offset: LittleEndian.read(entry, 72, 8), length: LittleEndian.read(entry, 80, 8))
      let (end, overflow) = file.offset.addingReportingOverflow(file.length)
      guard !overflow && end <= image.length && file.offset % pageSize == 0 else { return nil }
      return file
    }
    return nil
  }

  private static func matches(_ entry: [UInt8], _ name: [UInt8]) -> Bool {
    guard name.count < BootImageEntry.nameCapacity else { return false }
    for place in name.indices where entry[place] != name[place] { return false }
    return entry[name.count] == 0
  }
}
