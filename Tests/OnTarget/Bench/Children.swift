// Starting partners: the bench runs itself again with another first argument.
//
// On the bench image it is `init` and finds its program in the boot image; on the running system it is a file.

import ABI
import System

/// Where the bench's own program is.
struct OwnProgram: ~Copyable {
  private let image: Handle
  private let offset: UInt64
  private let length: UInt64

  /// Nil where the boot image cannot be read.
  static func find(_ name: String = "init") -> OwnProgram? {
    guard let image = try? Handle.open("memory:initfs", [.read]),
      let map = try? MappedMemory(image.raw, length: directoryLength, writable: false)
    else { return nil }
    // SAFETY: the mapping is larger than the header and every entry that is looked at, and nobody writes to it.
    let header = unsafe map.base.load(as: BootImageHeader.self)
    guard header.magic == BootImageHeader.magic else { return nil }
    for index in 0..<min(Int(header.count), 8) {
      let entry = unsafe map.base.load(
        fromByteOffset: MemoryLayout<BootImageHeader>.size + index * MemoryLayout<BootImageEntry>.size,
        as: BootImageEntry.self)
      let matches = unsafe withUnsafeBytes(of: entry.name) { bytes in
        unsafe bytes.prefix { $0 != 0 }.elementsEqual(name.utf8)
      }
      if matches { return OwnProgram(image: image, offset: entry.offset, length: entry.length) }
    }
    return nil
  }

  private static let directoryLength = 4096

  private init(image: consuming Handle, offset: UInt64, length: UInt64) {
    self.image = image
    self.offset = offset
    self.length = length
  }

  /// Starts it with one argument.
  func start(_ role: String, handles: [RawHandle] = [0, 1, 2]) throws(Errno) -> ChildProcess {
    var request = SpawnRequest("osbench", ["osbench", role])
    request.handles = handles
    return try request.start(image: image, offset: offset, length: length)
  }
}
