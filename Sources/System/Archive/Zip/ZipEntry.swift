// One entry of a zip archive, as the central directory describes it.
//
// Not checked: the path may be absolute, or lead out of the archive. Spec: PKWARE APPNOTE 6.3.10, sections 4.3.12, 4.4.

/// A file, directory or link of a zip archive.
public struct ZipEntry: Equatable, Sendable {
  /// Numbers of compression methods.
  public static let stored: UInt16 = 0
  public static let deflated: UInt16 = 8

  public var path: [UInt8]
  public var method: UInt16
  /// CRC-32 of the content.
  public var checksum: UInt32
  public var compressedSize: UInt64
  public var size: UInt64
  /// Where the local header stands, from the archive's start.
  public var headerOffset: UInt64
  /// Seconds since 1970. The format's own times are without a zone, and taken as UTC.
  public var modified: Int64
  /// Mode bits with the kind of file, where the archive was made on a system that has them.
  public var mode: UInt16?
  var flags: UInt16

  public var isEncrypted: Bool { flags & 1 != 0 }
  public var isDirectory: Bool { path.last == UInt8(ascii: "/") }
  public var isSymbolicLink: Bool { (mode ?? 0) & 0o170000 == 0o120000 }
}

/// The end of an archive: where its directory is.
public struct ZipEnd: Equatable, Sendable {
  /// Entries in the directory.
  public var count: UInt64
  /// Bytes of the directory.
  public var size: UInt64
  /// Where it starts, as the archive counts.
  public var offset: UInt64
  /// Where the record that says so starts in the file.
  public var position: UInt64
  /// Where the record with large numbers stands, if the small ones do not suffice.
  public var largeRecord: UInt64?

  /// Bytes in front of the archive that it does not know of; nil when the directory does not fit before its end.
  public var bytesBefore: UInt64? {
    let (start, underflow) = position.subtractingReportingOverflow(size)
    guard !underflow, start >= offset else { return nil }
    return start - offset
  }
}
