// Opening and making files.

public import ABI

extension RamFileSystem where Store: ~Copyable {
  /// Opens what `path` leads to, as `flags` say, and makes a regular file if `create` is among them.
  ///
  /// The result is the open file's number, never 0. Without `read` and `write` a file is opened for its attributes and
  /// for calls on paths only.
  public mutating func open(
    _ path: Span<UInt8>, _ flags: OpenFlags, _ who: Credentials, now: UInt64
  ) throws(Errno) -> UInt64 {
    let isExclusive = flags.contains(.create) && flags.contains(.exclusive)
    let location = try walk(path, follow: !flags.contains(.noFollow) && !isExclusive, who)
    guard let node = location.node else {
      guard flags.contains(.create), !flags.contains(.directory) else { throw .noSuchEntry }
      return try create(location, flags, who, now: now)
    }
    if isExclusive { throw .exists }
    try checkOpen(node, flags, location, who)
    if flags.contains(.truncate) && nodes[node].kind == .regular && nodes[node].size > 0 {
      try setSize(node, 0, now: now)
    }
    return try register(OpenFile(node: node, flags: flags, canExecute: permits(.execute, node, who)))
  }

  private func checkOpen(
    _ node: NodeIndex, _ flags: OpenFlags, _ location: PathLocation, _ who: Credentials
  ) throws(Errno) {
    switch nodes[node].kind {
    case .symbolicLink:
      throw .tooManySymbolicLinks
    case .directory:
      if flags.contains(.write) || flags.contains(.truncate) { throw .isDirectory }
    default:
      if flags.contains(.directory) || location.endsInSlash { throw .notDirectory }
    }
    if flags.contains(.read) { try require(.read, node, who) }
    if flags.contains(.write) || flags.contains(.truncate) { try require(.write, node, who) }
  }

  private mutating func create(
    _ location: PathLocation, _ flags: OpenFlags, _ who: Credentials, now: UInt64
  ) throws(Errno) -> UInt64 {
    if location.endsInSlash { throw .isDirectory }
    let node = try makeEntry(location, .regular, mode: flags.mode, who, now: now)
    return try register(
      OpenFile(node: node, flags: flags, canExecute: permits(.execute, node, who)))
  }

  /// Makes a node with the name that a look-up did not find.
  mutating func makeEntry(
    _ location: PathLocation, _ kind: FileKind, mode: UInt16, _ who: Credentials, now: UInt64
  ) throws(Errno) -> NodeIndex {
    let directory = location.directory
    // A directory that was removed while somebody was in it takes no new entries.
    guard nodes[directory].links > 0 else { throw .noSuchEntry }
    try require([.write, .search], directory, who)
    if kind == .directory, nodes[directory].links >= RamFileSystemLimits.links { throw .tooManyLinks }
    var owner = who
    var mode = mode
    if nodes[directory].mode & ModeBits.setGroup != 0 {
      owner.group = nodes[directory].group
      // What is made in there goes the same way, however deep.
      if kind == .directory { mode |= ModeBits.setGroup }
    }
    // Who is not in a group makes no programs that run with its rights.
    if kind == .regular, !who.isRoot, !isInGroup(who, owner.group) { mode &= ~ModeBits.setGroup }
    let node = try makeNode(kind, mode: mode, owner, now: now)
    addEntry(location.name, node, in: directory, now: now)
    nodes[node].links = kind == .directory ? 2 : 1
    if kind == .directory {
      nodes[node].parent = directory
      nodes[directory].links += 1
    }
    return node
  }

  /// Enters a name for a node; the link counts are the caller's business.
  mutating func addEntry(_ name: [UInt8], _ node: NodeIndex, in directory: NodeIndex, now: UInt64) {
    nodes[node].entry = index.insert(name, node, in: directory, &nodes[directory].list)
    touch(directory, now: now)
  }

  /// Removes a name; the link counts are the caller's business.
  mutating func removeEntry(_ entry: EntryIndex, now: UInt64) {
    let directory = index.entries[Int(entry)].directory
    let node = index.entries[Int(entry)].node
    index.remove(entry, &nodes[directory].list)
    if nodes[node].entry == entry { nodes[node].entry = nil }
    touch(directory, now: now)
  }

  /// Notes that a node's content has changed.
  mutating func touch(_ node: NodeIndex, now: UInt64) {
    if membershipNodes.contains(node) { isMembershipOld = true }
    nodes[node].modified = now
    nodes[node].changed = now
  }
}
