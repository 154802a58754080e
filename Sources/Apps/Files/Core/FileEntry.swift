// What is known of a file: its name, what it is, how large, how old. Filled in by the app from the file system.

/// What a directory entry is.
public enum FileKind: UInt8, Sendable {
  case directory, file, link, other
}

/// One entry of a folder.
public struct FileEntry: Equatable, Sendable {
  public var name: FileName
  public var kind: FileKind
  /// Bytes; of no meaning for a folder.
  public var size: UInt64
  /// Seconds since 1970, UTC; 0 if unknown.
  public var modified: Int64
  /// Whether a link leads to a folder.
  public var leadsToDirectory: Bool

  public init(
    name: FileName, kind: FileKind, size: UInt64 = 0, modified: Int64 = 0, leadsToDirectory: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.size = size
    self.modified = modified
    self.leadsToDirectory = leadsToDirectory
  }

  /// Whether opening it shows a folder.
  public var isFolder: Bool { kind == .directory || leadsToDirectory }
}
