// One entry of a tar archive, and the numbers of the format. Spec: POSIX.1-2017, pax, "ustar Interchange Format".

/// A file, directory or link of an archive.
public struct TarEntry: Equatable, Sendable {
  public enum Kind: Equatable, Sendable { case file, directory, symbolicLink, hardLink }

  public var kind: Kind
  /// UTF-8, relative, without "." and ".."; empty for the archive's root directory.
  public var path: [UInt8]
  /// Where a link leads: for a symbolic link any bytes, for a hard link the path of an earlier entry.
  public var target: [UInt8]
  /// Permission bits, 07777.
  public var mode: UInt16
  public var user: UInt32
  public var group: UInt32
  /// Seconds since 1970.
  public var modified: UInt64
  /// Bytes of content; 0 for anything but a file.
  public var size: Int

  public init(
    _ kind: Kind, path: [UInt8], target: [UInt8] = [], mode: UInt16 = 0o644, user: UInt32 = 0, group: UInt32 = 0,
    modified: UInt64 = 0, size: Int = 0
  ) {
    self.kind = kind
    self.path = path
    self.target = target
    self.mode = mode
    self.user = user
    self.group = group
    self.modified = modified
    self.size = size
  }
}

/// Bounds of what is read from or written to an archive.
public enum TarLimits {
  /// As long as a path may be in a call (`MessageLimits.path`).
  public static let path = 4_096
  /// A pax header holds a few records; a larger one is no honest archive.
  static let extendedHeader = 65_536
  /// A file's content: 1 TiB, far below what would overflow sums of sizes.
  static let size = 1 << 40
}

/// Where the fields of a ustar header lie.
enum TarField {
  static let blockSize = 512
  static let name = 0..<100
  static let mode = 100..<108
  static let user = 108..<116
  static let group = 116..<124
  static let size = 124..<136
  static let modified = 136..<148
  static let checksum = 148..<156
  static let type = 156
  static let target = 157..<257
  static let magic = 257..<263
  static let version = 263..<265
  static let userName = 265..<297
  static let groupName = 297..<329
  static let deviceMajor = 329..<337
  static let deviceMinor = 337..<345
  static let prefix = 345..<500

  static let magicText = Array("ustar".utf8)
}
