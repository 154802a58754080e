// Fills an empty RAM file system from a tar archive that comes in pieces: how the live root gets its files.
//
// Directories that the archive does not name are made; entries that are there already are replaced, but for
// directories. Use: take(piece, into: &files) for each piece, then finish().

import ABI
import Archive

/// Why a root image could not be unpacked.
public enum RootImageError: Error, Equatable, Sendable {
  case archive(ArchiveError)
  /// An entry could not be made: no room, or names that contradict each other.
  case file(Errno)
}

/// The state of unpacking between two pieces.
public struct RootImageFiller {
  private static let nanosecondsPerSecond: UInt64 = 1_000_000_000

  private var reader = TarReader()
  /// The file whose content is coming in.
  private var current: NodeIndex?
  private var position = 0
  private let now: UInt64

  /// - Parameter now: nanoseconds since 1970, for directories that the archive does not name.
  public init(now: UInt64) { self.now = now }

  /// Unpacks the next bytes of the archive.
  public mutating func take<Store: PageStore & ~Copyable>(
    _ piece: Span<UInt8>, into files: inout RamFileSystem<Store>
  ) throws(RootImageError) {
    var offset = 0
    while let event = try nextEvent(piece, &offset) {
      do throws(Errno) {
        switch event {
        case .entry(let entry): try add(entry, to: &files)
        case .content(let range): try append(piece.extracting(range), to: &files)
        case .end: break
        }
      } catch { throw .file(error) }
    }
  }

  /// Checks that the archive has come to its end.
  public func finish() throws(RootImageError) {
    guard reader.isComplete else { throw .archive(.truncated) }
  }

  private mutating func nextEvent(_ piece: Span<UInt8>, _ offset: inout Int) throws(RootImageError) -> TarEvent? {
    do throws(ArchiveError) { return try reader.next(piece, &offset) } catch { throw .archive(error) }
  }

  private mutating func append<Store: PageStore & ~Copyable>(
    _ bytes: Span<UInt8>, to files: inout RamFileSystem<Store>
  ) throws(Errno) {
    guard let node = current else { return }
    let written = try files.writeContent(node, at: position, bytes)
    guard written == bytes.count else { throw .noSpace }
    position += written
  }

  private mutating func add<Store: PageStore & ~Copyable>(
    _ entry: TarEntry, to files: inout RamFileSystem<Store>
  ) throws(Errno) {
    current = nil
    position = 0
    try files.makeParents(of: entry.path, now: now)
    let node: NodeIndex
    switch entry.kind {
    case .directory:
      node = try files.ensureDirectory(entry.path, now: now)
    case .file:
      node = try files.replaceEntry(entry.path, .regular, now: now)
      current = node
    case .symbolicLink:
      node = try files.replaceEntry(entry.path, .symbolicLink, now: now)
      files.nodes[node].target = entry.target
      files.nodes[node].size = entry.target.count
    case .hardLink:
      return try files.hardLink(entry.target.span, at: entry.path.span, .root, now: now)
    }
    files.nodes[node].mode = entry.mode
    files.nodes[node].user = entry.user
    files.nodes[node].group = entry.group
    let (modified, overflow) = entry.modified.multipliedReportingOverflow(by: Self.nanosecondsPerSecond)
    files.nodes[node].modified = overflow ? .max : modified
  }
}

extension RamFileSystem where Store: ~Copyable {
  fileprivate mutating func makeParents(of path: [UInt8], now: UInt64) throws(Errno) {
    for index in path.indices where path[index] == UInt8(ascii: "/") {
      _ = try ensureDirectory(Array(path[..<index]), now: now)
    }
  }

  /// The directory at `path`, made if it is not there.
  fileprivate mutating func ensureDirectory(_ path: [UInt8], now: UInt64) throws(Errno) -> NodeIndex {
    let location = try walk(path.span, follow: false, .root)
    guard let node = location.node else { return try makeEntry(location, .directory, mode: 0o755, .root, now: now) }
    guard nodes[node].kind == .directory else { throw .notDirectory }
    return node
  }

  /// A new node at `path`, in place of a file that is there.
  fileprivate mutating func replaceEntry(_ path: [UInt8], _ kind: FileKind, now: UInt64) throws(Errno) -> NodeIndex {
    var location = try walk(path.span, follow: false, .root)
    if location.node != nil {
      try unlink(path.span, .root, now: now)
      location = try walk(path.span, follow: false, .root)
    }
    return try makeEntry(location, kind, mode: 0o644, .root, now: now)
  }
}
