// The directory that relative paths start from, and path arithmetic.

public import ABI

/// The working directory of this process.
public enum WorkingDirectory {
  public static var current: String { Platform.workingDirectory }

  /// Changes it, after a check that the directory is there.
  public static func change(to path: String) throws(Errno) { try Platform.changeDirectory(path) }
}

/// Path arithmetic without a look at the file system.
public enum Paths {
  /// `path` made absolute from `base`, with ".", ".." and doubled slashes resolved. A path with a scheme is kept as it
  /// is.
  public static func absolute(_ path: String, from base: String) -> String {
    if hasScheme(path) { return path }
    let whole = path.utf8.first == 0x2F ? path : base + "/" + path
    var parts: [Substring.UTF8View] = []
    for part in whole.utf8.split(separator: 0x2F) {
      if part.count == 1, part.first == 0x2E { continue }
      if part.count == 2, part.allSatisfy({ $0 == 0x2E }) {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    var result = parts.isEmpty ? "/" : ""
    for part in parts { result += "/" + String(Substring(part)) }
    return result
  }

  /// Whether the path names its scheme: letters, digits, dots or dashes before a colon, and no slash before it.
  public static func hasScheme(_ path: String) -> Bool {
    for byte in path.utf8 {
      switch byte {
      case 0x3A: return true
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2E, 0x2D, 0x5F: continue
      default: return false
      }
    }
    return false
  }

  /// The last component; "/" for the root.
  public static func name(_ path: String) -> String {
    guard let last = path.utf8.split(separator: 0x2F).last else { return path.utf8.isEmpty ? "" : "/" }
    return String(Substring(last))
  }

  /// Everything before the last component; "/" or "." when there is nothing.
  public static func parent(_ path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: 0x2F) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[0..<slash], as: UTF8.self)
  }

  public static func join(_ directory: String, _ name: String) -> String {
    if name.utf8.first == 0x2F || hasScheme(name) { return name }
    return directory.utf8.last == 0x2F ? directory + name : directory + "/" + name
  }
}
