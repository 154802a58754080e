// From a path to a node: component by component, through symbolic links, with search permission in every directory.
//
// Every path is looked up from the root: the kernel's clients make theirs absolute. A link that is met is put in front
// of the rest of the path, and the look-up goes on with the result. Spec: POSIX.1-2017, base definitions 4.13.

import ABI

/// Where a path leads.
struct PathLocation {
  /// The directory that holds the last component.
  var directory: NodeIndex
  /// What the last component names; nil if there is nothing of that name in the directory.
  var node: NodeIndex?
  /// The entry of the last component; nil if there is none, or if it is "/", "." or "..".
  var entry: EntryIndex?
  /// The last component, if `node` is nil.
  var name: [UInt8] = []
  /// The path ends in a slash: it means a directory.
  var endsInSlash = false
}

extension RamFileSystem where Store: ~Copyable {
  private static var slash: UInt8 { UInt8(ascii: "/") }
  private static var dot: UInt8 { UInt8(ascii: ".") }

  /// Looks `path` up; everything but its last component must exist. `follow`: also a link in the last component.
  func walk(_ path: Span<UInt8>, follow: Bool, _ who: Credentials) throws(Errno) -> PathLocation {
    try walk(path, from: Self.rootNode, follow: follow, who, linksLeft: RamFileSystemLimits.symbolicLinks)
  }

  /// The node that `path` leads to.
  func node(_ path: Span<UInt8>, follow: Bool, _ who: Credentials) throws(Errno) -> NodeIndex {
    let location = try walk(path, follow: follow, who)
    guard let node = location.node else { throw .noSuchEntry }
    if location.endsInSlash && nodes[node].kind != .directory { throw .notDirectory }
    return node
  }

  private func walk(
    _ path: Span<UInt8>, from start: NodeIndex, follow: Bool, _ who: Credentials, linksLeft: Int
  ) throws(Errno) -> PathLocation {
    guard path.count <= RamFileSystemLimits.path else { throw .nameTooLong }
    var directory = start
    var position = 0
    while position < path.count, path[position] == Self.slash { position += 1 }
    if position > 0 { directory = Self.rootNode }
    if position == path.count { return PathLocation(directory: directory, node: directory) }

    while true {
      let nameStart = position
      while position < path.count, path[position] != Self.slash { position += 1 }
      let name = path.extracting(nameStart..<position)
      let nameEnd = position
      while position < path.count, path[position] == Self.slash { position += 1 }
      let isLast = position == path.count

      guard nodes[directory].kind == .directory else { throw .notDirectory }
      guard permits(.search, directory, who) else { throw .accessDenied }
      var location = try step(name, in: directory)
      location.endsInSlash = isLast && position > nameEnd
      if let node = location.node, nodes[node].kind == .symbolicLink, follow || !isLast || location.endsInSlash {
        guard linksLeft > 0 else { throw .tooManySymbolicLinks }
        let continued = try continuation(of: nodes[node].target, path, nameEnd)
        return try walk(continued.span, from: directory, follow: follow, who, linksLeft: linksLeft - 1)
      }
      if isLast { return location }
      guard let node = location.node else { throw .noSuchEntry }
      directory = node
    }
  }

  /// One component.
  private func step(_ name: Span<UInt8>, in directory: NodeIndex) throws(Errno) -> PathLocation {
    if name[0] == Self.dot {
      if name.count == 1 { return PathLocation(directory: directory, node: directory) }
      if name.count == 2, name[1] == Self.dot {
        return PathLocation(directory: directory, node: nodes[directory].parent)
      }
    }
    guard name.count <= RamFileSystemLimits.name else { throw .nameTooLong }
    if let entry = index.find(name, in: directory) {
      return PathLocation(directory: directory, node: index.entries[Int(entry)].node, entry: entry)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.count)
    for index in name.indices {
      guard name[index] != 0 else { throw .invalidArgument }
      bytes.append(name[index])
    }
    return PathLocation(directory: directory, node: nil, name: bytes)
  }

  /// A link's target with what follows the link in the path. "file:" in front means this file system; another scheme is
  /// not ours to look up.
  private func continuation(
    of target: [UInt8], _ path: Span<UInt8>, _ position: Int
  ) throws(Errno) -> [UInt8] {
    var result: [UInt8] = []
    if let scheme = Self.schemeLength(target) {
      guard target[..<scheme].elementsEqual("file:".utf8) else { throw .crossDevice }
      result = [Self.slash] + target[scheme...]
    } else {
      result = target
    }
    guard result.count + path.count - position <= RamFileSystemLimits.path else { throw .nameTooLong }
    for offset in position..<path.count { result.append(path[offset]) }
    return result
  }

  /// Length of "scheme:" at the start of a target, if it has one before the first slash.
  private static func schemeLength(_ target: [UInt8]) -> Int? {
    for (offset, byte) in target.enumerated() {
      if byte == UInt8(ascii: ":") { return offset + 1 }
      if byte == slash { return nil }
    }
    return nil
  }
}
