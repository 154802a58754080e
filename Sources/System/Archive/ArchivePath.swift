// Paths inside an archive: relative, without ways out.

/// Checks of names that come from an archive.
enum ArchivePath {
  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  /// Whether `path` is a relative path of plain components: none empty, "." or "..", and no zero byte.
  static func isSafe(_ path: Span<UInt8>) -> Bool {
    var start = 0
    for index in 0...path.count {
      if index < path.count, path[index] == 0 { return false }
      guard index == path.count || path[index] == slash else { continue }
      let component = path.extracting(start..<index)
      if component.isEmpty || isDots(component) { return false }
      start = index + 1
    }
    return true
  }

  /// `path` without "./" in front and slashes at the end, as archivers write for directories; nil if it is not safe.
  /// The root itself ("./") becomes an empty path.
  static func normalized(_ path: Span<UInt8>) -> [UInt8]? {
    var start = 0
    var end = path.count
    while start + 1 < end, path[start] == dot, path[start + 1] == slash { start += 2 }
    while end > start, path[end - 1] == slash { end -= 1 }
    if end == start { return path.count > 0 && path[0] == dot ? [] : nil }
    let rest = path.extracting(start..<end)
    if rest.count == 1, rest[0] == dot { return [] }
    guard isSafe(rest) else { return nil }
    return rest.indices.map { rest[$0] }
  }

  private static func isDots(_ component: Span<UInt8>) -> Bool {
    switch component.count {
    case 1: component[0] == dot
    case 2: component[0] == dot && component[1] == dot
    default: false
    }
  }
}
