// A file system in memory: the live system's root. The pure core: no I/O, no clock, no calls of the kernel.
//
// Nodes (what files are) and entries (what they are called) live in two tables; content lives in a PageStore. Paths are
// bytes; who asks and what time it is are arguments. A call either does all of its work or throws and has changed
// nothing; only a write that runs out of room may be short. Users: ramfs, which turns requests into these calls.
// Spec: POSIX.1-2017 for the meaning of each call; permissions: Credentials.swift; limits: Limits.swift.

public import ABI

/// A tree of files whose content lies in `Store`.
public struct RamFileSystem<Store: PageStore & ~Copyable>: ~Copyable {
  /// What an open file's number stands for.
  struct OpenFile {
    var node: NodeIndex = -1
    var flags = OpenFlags()
    /// Whether who opened it may execute it.
    var canExecute = false
  }

  public var store: Store
  var nodes: [Node] = []
  var index: DirectoryIndex
  var openFiles: [OpenFile] = []
  var freeNodes: [NodeIndex] = []
  private var freeOpenFiles: [Int] = []
  /// Who is in which group besides the own one.
  var membership = GroupMembership()
  /// Whether the files have changed that this comes from: `setMembership` is due.
  public internal(set) var isMembershipOld = true
  /// The nodes whose change makes it old.
  var membershipNodes: [NodeIndex] = []

  /// Pages of content in use, and how many there may be.
  public internal(set) var usedPages = 0
  public let pageQuota: Int

  static var rootNode: NodeIndex { 0 }

  /// An empty root directory of user 0 with mode 0755.
  ///
  /// - Parameters:
  ///   - store: keeps the content.
  ///   - byteQuota: the most bytes of content, counted in whole pages.
  ///   - seed: any number that nobody outside knows: see DirectoryIndex.
  ///   - now: nanoseconds since 1970.
  public init(store: consuming Store, byteQuota: Int, seed: UInt64, now: UInt64) {
    self.store = store
    pageQuota = byteQuota / pageSize
    index = DirectoryIndex(seed: seed)
    var root = Node()
    root.kind = .directory
    root.mode = 0o755
    root.links = 2
    (root.modified, root.accessed, root.changed) = (now, now, now)
    nodes.append(root)
  }

  // MARK: - Nodes

  /// How many nodes there are, the root included.
  public var nodeCount: Int { nodes.count - freeNodes.count }

  /// Bytes of content in use, in whole pages.
  public var usedBytes: Int { usedPages * pageSize }

  /// The sizes of the whole.
  public var fileSystemStatus: FileSystemStatus {
    var status = FileSystemStatus()
    status.totalBytes = UInt64(pageQuota * pageSize)
    status.freeBytes = UInt64(max(0, pageQuota - usedPages) * pageSize)
    status.totalFiles = UInt64(RamFileSystemLimits.nodes)
    status.freeFiles = UInt64(RamFileSystemLimits.nodes - nodeCount)
    return status
  }

  mutating func makeNode(
    _ kind: FileKind, mode: UInt16, _ who: Credentials, now: UInt64
  ) throws(Errno) -> NodeIndex {
    var node = Node()
    node.kind = kind
    node.mode = mode & ModeBits.all
    node.user = who.user
    node.group = who.group
    (node.modified, node.accessed, node.changed) = (now, now, now)
    if let free = freeNodes.popLast() {
      node.generation = nodes[free].generation &+ 1
      nodes[free] = node
      return free
    }
    guard nodes.count < RamFileSystemLimits.nodes else { throw .noSpace }
    nodes.append(node)
    return nodes.count - 1
  }

  /// Frees a node that has no name and no holder any more.
  mutating func releaseIfUnused(_ node: NodeIndex) {
    guard nodes[node].links == 0, nodes[node].holds == 0, node != Self.rootNode else { return }
    dropContent(node)
    let generation = nodes[node].generation
    nodes[node] = Node()
    nodes[node].generation = generation
    freeNodes.append(node)
  }

  /// Never 0, and different for each user of a slot.
  func inode(_ node: NodeIndex) -> UInt64 { UInt64(nodes[node].generation) << 32 | UInt64(node + 1) }

  /// Whether the permission bits of a node grant `access`.
  func permits(_ access: Access, _ node: NodeIndex, _ who: Credentials) -> Bool {
    who.mayAccess(
      access, mode: nodes[node].mode, owner: nodes[node].user, isInGroup: isInGroup(who, nodes[node].group),
      isDirectory: nodes[node].kind == .directory)
  }

  func require(_ access: Access, _ node: NodeIndex, _ who: Credentials) throws(Errno) {
    guard permits(access, node, who) else { throw .accessDenied }
  }

  // MARK: - Open files

  /// Gives an open file a number, from 1 on.
  mutating func register(_ file: OpenFile) throws(Errno) -> UInt64 {
    if let slot = freeOpenFiles.popLast() {
      openFiles[slot] = file
      nodes[file.node].holds += 1
      return UInt64(slot + 1)
    }
    guard openFiles.count < RamFileSystemLimits.openFiles else { throw .tooManyHandles }
    openFiles.append(file)
    nodes[file.node].holds += 1
    return UInt64(openFiles.count)
  }

  func openFile(_ id: UInt64) throws(Errno) -> OpenFile {
    guard id > 0, id <= UInt64(openFiles.count), openFiles[Int(id) - 1].node >= 0 else { throw .badHandle }
    return openFiles[Int(id) - 1]
  }

  /// Ends the use of an open file. A number that is not open is ignored.
  public mutating func close(_ id: UInt64) {
    guard let file = try? openFile(id) else { return }
    openFiles[Int(id) - 1] = OpenFile()
    freeOpenFiles.append(Int(id) - 1)
    nodes[file.node].holds -= 1
    releaseIfUnused(file.node)
  }
}
