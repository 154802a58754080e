// Executables and boot images for the tests, byte by byte.

import ABI

@testable import KernelCore

extension [UInt8] {
  mutating func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
    for place in 0..<MemoryLayout<T>.size {
      self[offset + place] = UInt8(truncatingIfNeeded: value >> T(8 * place))
    }
  }
}

enum TestImage {
  static let entry: UInt64 = 0x20_0010
  static let dataAddress: UInt64 = 0x20_2000
  static let bssAddress: UInt64 = 0x20_3000

  struct Header {
    var type: UInt32 = 1
    var flags: UInt32
    var offset: UInt64
    var address: UInt64
    var fileLength: UInt64
    var memoryLength: UInt64
  }

  /// Text at 0x200000 (one page), data at 0x202000 (0x18 bytes from the file, 0x2000 in memory).
  static let headers = [
    Header(flags: 5, offset: 0x1000, address: 0x20_0000, fileLength: 0x1000, memoryLength: 0x1000),
    Header(flags: 6, offset: 0x2000, address: 0x20_2000, fileLength: 0x18, memoryLength: 0x2000),
  ]

  static func elf(_ headers: [Header] = headers, entry: UInt64 = entry, length: Int = 0x2018, type: UInt16 = 2)
    -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: length)
    let identification: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]
    bytes.replaceSubrange(0..<7, with: identification)
    bytes.put(type, at: 16)
    bytes.put(UInt16(62), at: 18)
    bytes.put(UInt32(1), at: 20)
    bytes.put(entry, at: 24)
    bytes.put(UInt64(64), at: 32)
    bytes.put(UInt16(56), at: 54)
    bytes.put(UInt16(headers.count), at: 56)
    for (index, header) in headers.enumerated() {
      let start = 64 + 56 * index
      bytes.put(header.type, at: start)
      bytes.put(header.flags, at: start + 4)
      bytes.put(header.offset, at: start + 8)
      bytes.put(header.address, at: start + 16)
      bytes.put(header.fileLength, at: start + 32)
      bytes.put(header.memoryLength, at: start + 40)
    }
    for place in 0x1000..<min(0x2000, length) { bytes[place] = 0xC3 }
    for place in 0x2000..<max(0x2000, length) { bytes[place] = 0xDA }
    return bytes
  }

  /// An initfs with one file.
  static func bootImage(_ name: String, _ content: [UInt8]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    bytes.put(BootImageHeader.magic, at: 0)
    bytes.put(UInt32(1), at: 8)
    bytes.put(UInt32(1), at: 12)
    for (place, byte) in name.utf8.enumerated() { bytes[32 + place] = byte }
    bytes.put(UInt64(4096), at: 32 + 72)
    bytes.put(UInt64(content.count), at: 32 + 80)
    bytes += content
    while bytes.count % 4096 != 0 { bytes.append(0) }
    bytes.put(UInt64(bytes.count), at: 16)
    return bytes
  }
}
