// The bounds of a RAM file system, so that no program can grow its tables without end.

/// Named limits, each with its reason.
public enum RamFileSystemLimits {
  /// Bytes of one name: what POSIX systems allow, and programs expect.
  public static let name = 255
  /// Bytes of a path, and of a symbolic link's target: what a message carries (`MessageLimits.path`).
  public static let path = 4_096
  /// Links followed in one look-up, as on other systems; more is taken for a loop.
  public static let symbolicLinks = 40
  /// Names of one file: far above what hard links are used for, far below the counter's range.
  public static let links = 65_000
  /// Files, directories and links: a node and its entry take about 300 bytes of the server's heap.
  public static let nodes = 1 << 18
  /// Open files over all processes.
  public static let openFiles = 1 << 16
  /// Bytes of one file. The table of pages grows with the last page: 64 KiB of it at this size.
  public static let fileSize = 1 << 34
  /// Bytes that one read returns: what a message carries (`MessageLimits.payload`).
  public static let read = 65_536
  /// Bytes of /etc/passwd and /etc/group that are read for who is in which group.
  public static let accounts = 1 << 20
}
