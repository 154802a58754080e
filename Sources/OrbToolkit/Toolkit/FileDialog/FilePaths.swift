// The little arithmetic of paths that a file dialog needs.

enum FilePaths {
  private static let slash = UInt8(ascii: "/")

  static func join(_ folder: String, _ name: String) -> String {
    folder.utf8.last == slash ? folder + name : folder + "/" + name
  }

  /// The last name; "/" of the root.
  static func name(of path: String) -> String {
    parts(path).last ?? "/"
  }

  static func parts(_ path: String) -> [String] {
    Array(path.utf8).split(separator: slash).map { String(decoding: $0, as: UTF8.self) }
  }

  static func path(_ parts: [String]) -> String { "/" + parts.joined(separator: "/") }

  static func parent(of path: String) -> String { FilePaths.path(parts(path).dropLast().map { $0 }) }

  /// What was typed as an absolute path: "~" is home, relative ones start at `base`; "." and ".." are resolved.
  static func resolve(_ text: String, base: String, home: String) -> String {
    var bytes = Array(text.utf8)
    var start = parts(base)
    if bytes.first == slash {
      start = []
    } else if bytes.first == UInt8(ascii: "~") && (bytes.count == 1 || bytes[1] == slash) {
      start = parts(home)
      bytes.removeFirst()
    }
    for part in bytes.split(separator: slash) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        _ = start.popLast()
      } else {
        start.append(String(decoding: part, as: UTF8.self))
      }
    }
    return path(start)
  }
}
