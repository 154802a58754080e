// The operations of `call` that every file-like scheme shares, and the records they exchange.
//
// Operations on paths (`unlink` …) are called on a handle of the scheme's root (`file:`), with the path as payload.
// Numbers from 0x1000 on belong to the single schemes.

/// Operations that more than one scheme serves.
public enum Operation: UInt32, Sendable {
  /// Out: a `FileStatus` of the handle's resource.
  case status = 1
  /// In: UInt64 length.
  case truncate = 2
  case synchronize = 3
  /// In: UInt64 cookie (0 first). Out: packed `DirectoryEntry` records. Result 0: the end.
  case readDirectory = 4
  /// Out: the full path with its scheme, UTF-8.
  case path = 5
  /// Out: a handle on a memory object with the file's content, for `spawn` (needs the right to execute the file).
  case image = 6
  /// In: path. Out: `FileStatus`; follows a symbolic link.
  case statusOfPath = 16
  /// In: path. The same, of the link itself.
  case statusOfLink = 17
  /// In: path.
  case unlink = 18
  /// In: UInt16 mode, path.
  case makeDirectory = 19
  /// In: path.
  case removeDirectory = 20
  /// In: UInt16 length of the first path, first path, second path.
  case rename = 21
  /// In: UInt16 length of the target, target, path of the new symbolic link.
  case symbolicLink = 22
  /// In: UInt16 length of the existing path, existing path, new path.
  case hardLink = 23
  /// In: path. Out: the target.
  case readLink = 24
  /// In: UInt16 mode, path.
  case changeMode = 25
  /// In: UInt32 user, UInt32 group, path.
  case changeOwner = 26
  /// In: UInt64 access, UInt64 modification time (nanoseconds, real time), path.
  case changeTimes = 27
  /// Out: a `FileSystemStatus`.
  case fileSystemStatus = 28
}

/// What kind of thing an entry is.
public enum FileKind: UInt16, Sendable {
  case regular = 1
  case directory = 2
  case symbolicLink = 3
  case characterDevice = 4
  case pipe = 5
  case scheme = 6
}

/// Facts about a file. 64 bytes.
public struct FileStatus: BitwiseCopyable, Sendable {
  public var kind: UInt16 = 0
  /// Permission bits, 07777.
  public var mode: UInt16 = 0
  public var links: UInt32 = 1
  public var user: UInt32 = 0
  public var group: UInt32 = 0
  public var inode: UInt64 = 0
  /// Length in bytes.
  public var size: UInt64 = 0
  /// Bytes of storage in use.
  public var storage: UInt64 = 0
  /// Nanoseconds since 1970, UTC.
  public var modified: UInt64 = 0
  public var accessed: UInt64 = 0
  public var changed: UInt64 = 0

  public init() {}
}

/// Facts about a file system. 32 bytes.
public struct FileSystemStatus: BitwiseCopyable, Sendable {
  public var totalBytes: UInt64 = 0
  public var freeBytes: UInt64 = 0
  public var totalFiles: UInt64 = 0
  public var freeFiles: UInt64 = 0
  public init() {}
}

/// The head of one record of `Operation.readDirectory`; the name (UTF-8, not terminated) follows it, and zeros up to
/// the next multiple of eight.
public struct DirectoryEntry: BitwiseCopyable, Sendable {
  public var inode: UInt64 = 0
  /// Where to go on behind this entry.
  public var cookie: UInt64 = 0
  public var kind: UInt16 = 0
  public var nameLength: UInt16 = 0
  public var reserved: UInt32 = 0
  public init() {}

  /// Size of the head in bytes.
  public static let headLength = 24
}
