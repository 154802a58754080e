// What the file system knows of one file, directory or symbolic link, whatever its names are.

import ABI

/// An index into the table of nodes.
typealias NodeIndex = Int

/// One file, directory or symbolic link.
struct Node {
  var kind = FileKind.regular
  /// Permission bits, 07777.
  var mode: UInt16 = 0
  var user: UInt32 = 0
  var group: UInt32 = 0
  /// Names in directories; of a directory also its own "." and the ".." of those in it.
  var links: UInt32 = 0
  /// Open files and others that need the node although it may have no name any more.
  var holds: UInt32 = 0
  /// Tells a slot's users apart: part of the inode number.
  var generation: UInt32 = 0
  /// Nanoseconds since 1970.
  var modified: UInt64 = 0
  var accessed: UInt64 = 0
  var changed: UInt64 = 0

  /// Bytes of a file's content.
  var size = 0
  /// A file's content, unless `object` has it.
  var pages = PageMap()
  /// The memory object that holds the whole content, because it has been mapped; nil: `pages` do.
  var object: ObjectIndex?

  /// A symbolic link's target.
  var target: [UInt8] = []

  /// A directory's entries, its parent, and how many there are.
  var list = DirectoryList()
  var parent: NodeIndex = 0
  /// An entry that names the node: of a directory the only one.
  var entry: EntryIndex?

  // Methods are inlined: a call on an element of the table would copy the whole node first.

  /// Pages of content.
  @inline(__always) var pageCount: Int { object == nil ? pages.count : Node.pages(for: size) }

  /// How many pages `size` bytes take.
  static func pages(for size: Int) -> Int { (size + pageSize - 1) / pageSize }
}
