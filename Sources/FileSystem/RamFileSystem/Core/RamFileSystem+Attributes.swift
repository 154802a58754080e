// What is known about files: status, owner, mode, times, link targets, paths and listings.

public import ABI

extension RamFileSystem where Store: ~Copyable {
  // MARK: - Status

  /// Facts about an open file.
  public func status(_ id: UInt64) throws(Errno) -> FileStatus { status(node: try openFile(id).node) }

  /// Facts about what `path` leads to, or with `follow` false about a link itself.
  public func status(_ path: Span<UInt8>, follow: Bool, _ who: Credentials) throws(Errno) -> FileStatus {
    status(node: try node(path, follow: follow, who))
  }

  /// Bytes of an open file.
  public func size(_ id: UInt64) throws(Errno) -> UInt64 { UInt64(nodes[try openFile(id).node].size) }

  private func status(node: NodeIndex) -> FileStatus {
    var status = FileStatus()
    status.kind = nodes[node].kind.rawValue
    status.mode = nodes[node].mode
    status.links = nodes[node].links
    status.user = nodes[node].user
    status.group = nodes[node].group
    status.inode = inode(node)
    status.size = UInt64(nodes[node].size)
    status.storage = nodes[node].kind == .regular ? UInt64(nodes[node].pageCount * pageSize) : 0
    status.modified = nodes[node].modified
    status.accessed = nodes[node].accessed
    status.changed = nodes[node].changed
    return status
  }

  /// Where a symbolic link leads.
  public func readLink(_ path: Span<UInt8>, _ who: Credentials) throws(Errno) -> [UInt8] {
    let node = try node(path, follow: false, who)
    guard nodes[node].kind == .symbolicLink else { throw .invalidArgument }
    return nodes[node].target
  }

  /// The path of an open file from the root, with a leading slash. A file with several names gives the latest.
  public func path(_ id: UInt64) throws(Errno) -> [UInt8] {
    var node = try openFile(id).node
    if node == Self.rootNode { return [UInt8(ascii: "/")] }
    var names: [EntryIndex] = []
    while node != Self.rootNode {
      guard let entry = nodes[node].entry else { throw .noSuchEntry }
      names.append(entry)
      node = index.entries[Int(entry)].directory
    }
    var path: [UInt8] = []
    for entry in names.reversed() {
      path.append(UInt8(ascii: "/"))
      path += index.entries[Int(entry)].name
    }
    return path
  }

  // MARK: - Changes

  /// Sets the permission bits; only for the owner. Who is not in the file's group cannot give it that group's rights.
  public mutating func changeMode(
    _ path: Span<UInt8>, _ mode: UInt16, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let node = try node(path, follow: true, who)
    guard who.isRoot || who.user == nodes[node].user else { throw .notPermitted }
    var mode = mode & ModeBits.all
    if !who.isRoot && !isInGroup(who, nodes[node].group) { mode &= ~ModeBits.setGroup }
    nodes[node].mode = mode
    nodes[node].changed = now
  }

  /// Sets owner and group, each left as it is by `UInt32.max`. Only root gives files away; an owner may choose among
  /// the own groups. A program loses the right to run as its owner.
  public mutating func changeOwner(
    _ path: Span<UInt8>, user: UInt32, group: UInt32, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let node = try node(path, follow: true, who)
    let newUser = user == .max ? nodes[node].user : user
    let newGroup = group == .max ? nodes[node].group : group
    if !who.isRoot {
      guard who.user == nodes[node].user, newUser == who.user else { throw .notPermitted }
      guard newGroup == nodes[node].group || isInGroup(who, newGroup) else { throw .notPermitted }
    }
    nodes[node].user = newUser
    nodes[node].group = newGroup
    if nodes[node].kind == .regular { nodes[node].mode = setBitsDropped(nodes[node].mode) }
    nodes[node].changed = now
  }

  /// Sets the times of a file; for its owner, and for those who may write to it.
  public mutating func changeTimes(
    _ path: Span<UInt8>, accessed: UInt64, modified: UInt64, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    let node = try node(path, follow: true, who)
    let isOwner = who.isRoot || who.user == nodes[node].user
    guard isOwner || permits(.write, node, who) else { throw .notPermitted }
    nodes[node].accessed = accessed
    nodes[node].modified = modified
    nodes[node].changed = now
  }

  // MARK: - Listing

  /// The entries of an open directory behind `cookie` (0: all of them), as `DirectoryEntry` records, as many as fit in
  /// `limit` bytes. Empty: the end. Throws `.invalidArgument` if not even one fits.
  public func readDirectory(_ id: UInt64, cookie: UInt64, limit: Int) throws(Errno) -> [UInt8] {
    let file = try openFile(id)
    let node = file.node
    guard nodes[node].kind == .directory else { throw .notDirectory }
    guard file.flags.contains(.read) else { throw .badHandle }
    var records: [UInt8] = []
    var entry = index.entry(behind: cookie, in: node, nodes[node].list)
    while entry >= 0 {
      let slot = index.entries[Int(entry)]
      let length = (DirectoryEntry.headLength + slot.name.count + 7) / 8 * 8
      if records.count + length > limit {
        if records.isEmpty { throw .invalidArgument }
        break
      }
      append(&records, inode(slot.node), 8)
      append(&records, index.cookie(entry), 8)
      append(&records, UInt64(nodes[slot.node].kind.rawValue), 2)
      append(&records, UInt64(slot.name.count), 2)
      append(&records, 0, 4)
      records += slot.name
      while records.count % 8 != 0 { records.append(0) }
      entry = slot.next
    }
    return records
  }

  private func append(_ records: inout [UInt8], _ value: UInt64, _ length: UInt64) {
    for byte in 0..<length { records.append(UInt8(truncatingIfNeeded: value >> (byte * 8))) }
  }
}
