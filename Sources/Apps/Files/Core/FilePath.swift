// Paths as values: `scheme:/a/b` taken apart, walked and put together again. A path without a scheme is `file:`. Never
// touches a file system: ".." is resolved by its letters.

/// An absolute path.
public struct FilePath: Hashable, Sendable {
  /// The scheme's name without the colon.
  public let scheme: String
  /// The names from the root down.
  public let names: [FileName]

  public static let root = FilePath(scheme: "file", names: [])

  public init(scheme: String = "file", names: [FileName]) {
    self.scheme = scheme
    self.names = names
  }

  /// Reads a path: absolute, with or without a scheme; relative ones start at `base`, and "~" at `home`.
  public init(_ text: String, base: FilePath = .root, home: FilePath = .root) {
    self.init(bytes: Array(text.utf8), base: base, home: home)
  }

  /// Reads a path from bytes.
  public init(bytes: [UInt8], base: FilePath = .root, home: FilePath = .root) {
    var rest = bytes[...]
    var start = base
    if let colon = rest.firstIndex(of: 0x3A), colon > 0, rest[..<colon].allSatisfy(FilePath.isSchemeByte) {
      start = FilePath(scheme: String(decoding: rest[..<colon], as: UTF8.self), names: [])
      rest = rest[(colon + 1)...]
    } else if rest.first == 0x2F {
      start = FilePath(scheme: base.scheme, names: [])
    } else if rest.first == 0x7E, rest.count == 1 || rest.dropFirst().first == 0x2F {
      start = home
      rest = rest.dropFirst()
    }
    var names = start.names
    for part in rest.split(separator: 0x2F) {
      if part.elementsEqual([0x2E]) { continue }
      if part.elementsEqual([0x2E, 0x2E]) {
        if !names.isEmpty { names.removeLast() }
      } else {
        names.append(FileName(Array(part)))
      }
    }
    self.init(scheme: start.scheme, names: names)
  }

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x2E
  }

  /// The bytes to open: with the scheme unless it is `file`.
  public var bytes: [UInt8] {
    var result = scheme == "file" ? [] : Array(scheme.utf8) + [0x3A]
    if names.isEmpty { result.append(0x2F) }
    for name in names { result += [0x2F] + name.bytes }
    return result
  }

  /// The path for people and for the address field.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The last name; nil at a root.
  public var name: FileName? { names.last }
  /// The folder that holds this; nil at a root.
  public var parent: FilePath? { names.isEmpty ? nil : FilePath(scheme: scheme, names: Array(names.dropLast())) }

  /// A path one level down.
  public func appending(_ name: FileName) -> FilePath { FilePath(scheme: scheme, names: names + [name]) }

  /// Whether `other` is this folder or lies below it.
  public func contains(_ other: FilePath) -> Bool {
    scheme == other.scheme && other.names.starts(with: names)
  }

  /// A step of the breadcrumb bar.
  public struct Crumb: Equatable, Sendable {
    public let title: String
    public let path: FilePath
  }

  /// The steps from the root, or from the home folder if the path lies in it.
  public func crumbs(home: FilePath? = nil) -> [Crumb] {
    var start = FilePath(scheme: scheme, names: [])
    var title = scheme == "file" ? "System" : scheme
    if let home, !home.names.isEmpty, home.contains(self) {
      start = home
      title = "Home"
    }
    var result = [Crumb(title: title, path: start)]
    for name in names.dropFirst(start.names.count) {
      start = start.appending(name)
      result.append(Crumb(title: name.text, path: start))
    }
    return result
  }
}
