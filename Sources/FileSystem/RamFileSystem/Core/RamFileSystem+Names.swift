// Making, removing and changing names: directories, links, unlink and rename.

public import ABI

extension RamFileSystem where Store: ~Copyable {
  /// Makes an empty directory.
  public mutating func makeDirectory(
    _ path: Span<UInt8>, mode: UInt16, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let location = try walk(path, follow: false, who)
    guard location.node == nil else { throw .exists }
    _ = try makeEntry(location, .directory, mode: mode, who, now: now)
  }

  /// Makes a symbolic link to any text but an empty one.
  public mutating func symbolicLink(
    to target: Span<UInt8>, at path: Span<UInt8>, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    guard !target.isEmpty else { throw .invalidArgument }
    guard target.count <= RamFileSystemLimits.path else { throw .nameTooLong }
    let location = try walk(path, follow: false, who)
    guard location.node == nil else { throw .exists }
    guard !location.endsInSlash else { throw .noSuchEntry }
    let node = try makeEntry(location, .symbolicLink, mode: 0o777, who, now: now)
    nodes[node].target = target.indices.map { target[$0] }
    nodes[node].size = target.count
  }

  /// Gives a file (not a directory) another name. A symbolic link gets another name itself.
  public mutating func hardLink(
    _ existing: Span<UInt8>, at path: Span<UInt8>, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let node = try node(existing, follow: false, who)
    guard nodes[node].kind != .directory else { throw .notPermitted }
    // Otherwise a name in /tmp could keep someone else's program alive after its owner removed it.
    let isOwner = who.isRoot || who.user == nodes[node].user
    guard isOwner || permits([.read, .write], node, who) else { throw .notPermitted }
    let location = try walk(path, follow: false, who)
    guard location.node == nil else { throw .exists }
    guard !location.endsInSlash, nodes[location.directory].links > 0 else { throw .noSuchEntry }
    guard nodes[node].links < RamFileSystemLimits.links else { throw .tooManyLinks }
    try require([.write, .search], location.directory, who)
    addEntry(location.name, node, in: location.directory, now: now)
    nodes[node].links += 1
    nodes[node].changed = now
  }

  /// Removes a name of a file or link. The content stays as long as there are other names or open files.
  public mutating func unlink(_ path: Span<UInt8>, _ who: Credentials, now: UInt64) throws(Errno) {
    let location = try walk(path, follow: false, who)
    guard let node = location.node else { throw .noSuchEntry }
    guard nodes[node].kind != .directory else { throw .isDirectory }
    guard let entry = location.entry, !location.endsInSlash else { throw .notDirectory }
    try checkRemoval(of: node, from: location.directory, who)
    removeEntry(entry, now: now)
    dropLink(node, now: now)
  }

  /// Removes an empty directory.
  public mutating func removeDirectory(_ path: Span<UInt8>, _ who: Credentials, now: UInt64) throws(Errno) {
    let location = try walk(path, follow: false, who)
    guard let node = location.node else { throw .noSuchEntry }
    guard nodes[node].kind == .directory else { throw .notDirectory }
    guard node != Self.rootNode else { throw .busy }
    guard let entry = location.entry else { throw .invalidArgument }
    try checkRemoval(of: node, from: location.directory, who)
    guard nodes[node].list.count == 0 else { throw .notEmpty }
    removeEntry(entry, now: now)
    dropDirectory(node, now: now)
  }

  /// Gives what `old` names the name `new`, in place of what has that name, in one step.
  public mutating func rename(
    _ old: Span<UInt8>, to new: Span<UInt8>, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let source = try walk(old, follow: false, who)
    guard let node = source.node else { throw .noSuchEntry }
    guard let entry = source.entry else { throw node == Self.rootNode ? .busy : .invalidArgument }
    let target = try walk(new, follow: false, who)
    let isDirectory = nodes[node].kind == .directory
    if !isDirectory && (source.endsInSlash || target.endsInSlash) { throw .notDirectory }
    if let replaced = target.node, target.entry == nil { throw replaced == Self.rootNode ? .busy : .invalidArgument }
    if target.node == node { return }

    if isDirectory, isInside(target.directory, node) { throw .invalidArgument }
    try checkRemoval(of: node, from: source.directory, who)
    if isDirectory, source.directory != target.directory {
      // Its ".." changes.
      try require(.write, node, who)
      guard nodes[target.directory].links < RamFileSystemLimits.links else { throw .tooManyLinks }
    }
    if let replaced = target.node, let targetEntry = target.entry {
      try checkReplacement(of: replaced, by: node)
      try checkRemoval(of: replaced, from: target.directory, who)
      replace(replaced, targetEntry, by: node, now: now)
    } else {
      guard nodes[target.directory].links > 0 else { throw .noSuchEntry }
      try require([.write, .search], target.directory, who)
      addEntry(target.name, node, in: target.directory, now: now)
    }
    let newEntry = nodes[node].entry
    removeEntry(entry, now: now)
    nodes[node].entry = newEntry
    nodes[node].changed = now
    if isDirectory, source.directory != target.directory {
      nodes[node].parent = target.directory
      nodes[source.directory].links -= 1
      nodes[target.directory].links += 1
    }
  }

  // MARK: - Parts

  /// Whether a directory lies in `ancestor`, or is it.
  private func isInside(_ directory: NodeIndex, _ ancestor: NodeIndex) -> Bool {
    var current = directory
    while current != Self.rootNode {
      if current == ancestor { return true }
      current = nodes[current].parent
    }
    return ancestor == Self.rootNode
  }

  /// Refuses to take a name out of a directory that `who` may not change, or whose sticky bit protects it.
  private func checkRemoval(of node: NodeIndex, from directory: NodeIndex, _ who: Credentials) throws(Errno) {
    try require([.write, .search], directory, who)
    guard nodes[directory].mode & ModeBits.sticky != 0, !who.isRoot else { return }
    guard who.user == nodes[node].user || who.user == nodes[directory].user else { throw .notPermitted }
  }

  private func checkReplacement(of replaced: NodeIndex, by node: NodeIndex) throws(Errno) {
    switch (nodes[node].kind == .directory, nodes[replaced].kind == .directory) {
    case (true, false): throw .notDirectory
    case (false, true): throw .isDirectory
    case (true, true): guard nodes[replaced].list.count == 0 else { throw .notEmpty }
    case (false, false): break
    }
  }

  /// Lets `entry`, which names `replaced`, name `node`.
  private mutating func replace(_ replaced: NodeIndex, _ entry: EntryIndex, by node: NodeIndex, now: UInt64) {
    let directory = index.entries[Int(entry)].directory
    index.replace(entry, with: node)
    if nodes[replaced].entry == entry { nodes[replaced].entry = nil }
    nodes[node].entry = entry
    touch(directory, now: now)
    if nodes[replaced].kind == .directory {
      dropDirectory(replaced, now: now)
    } else {
      dropLink(replaced, now: now)
    }
  }

  private mutating func dropLink(_ node: NodeIndex, now: UInt64) {
    nodes[node].links -= 1
    nodes[node].changed = now
    releaseIfUnused(node)
  }

  /// Ends an empty directory that has lost its entry. Its ".." keeps leading up for those who are still in it.
  private mutating func dropDirectory(_ node: NodeIndex, now: UInt64) {
    nodes[nodes[node].parent].links -= 1
    nodes[node].links = 0
    nodes[node].parent = Self.rootNode
    nodes[node].changed = now
    releaseIfUnused(node)
  }
}
