// Reads a tar archive whose entries become files of this system: nothing that comes out leads out of the archive.
//
// Device nodes and whatever else the system has no use for are skipped. Not: foreign archives as they are (TarStream).

/// What the reader found next.
public enum TarEvent: Equatable, Sendable {
  /// A new entry; its content follows, if it has one.
  case entry(TarEntry)
  /// Bytes of the last entry's content, as a range of the piece.
  case content(Range<Int>)
  /// The archive's end. Nothing follows.
  case end
}

/// A resumable parser of one archive.
public struct TarReader: Sendable {
  private var stream = TarStream()
  private var isInFile = false

  public init() {}

  /// Whether the archive is whole: its end was seen.
  public var isComplete: Bool { stream.isComplete }

  /// The next event in `piece` from `position` on, which moves; nil once the piece is used up.
  public mutating func next(_ piece: Span<UInt8>, _ position: inout Int) throws(ArchiveError) -> TarEvent? {
    while let event = try stream.next(piece, &position) {
      switch event {
      case .end: return .end
      case .content(let range): if isInFile { return .content(range) }
      case .member(let member):
        isInFile = false
        guard let entry = try Self.entry(member) else { continue }
        isInFile = entry.kind == .file
        return .entry(entry)
      }
    }
    return nil
  }

  /// What a member is to this system; nil when it is nothing.
  private static func entry(_ member: TarMember) throws(ArchiveError) -> TarEntry? {
    guard member.format != .old else { throw .badHeader }
    let kind: TarEntry.Kind
    switch member.kind {
    case .file: kind = .file
    case .hardLink: kind = .hardLink
    case .symbolicLink: kind = .symbolicLink
    case .directory: kind = .directory
    default: return nil
    }
    guard member.path.count <= TarLimits.path, let path = ArchivePath.normalized(member.path.span) else {
      throw .unsafePath
    }
    guard !path.isEmpty || kind == .directory else { throw .unsafePath }
    guard member.target.count <= TarLimits.path, let modified = UInt64(exactly: member.modified) else {
      throw .unsafePath
    }
    var target = member.target
    switch kind {
    case .hardLink:
      guard let safe = ArchivePath.normalized(target.span), !safe.isEmpty else { throw .unsafePath }
      target = safe
    case .symbolicLink:
      guard !target.isEmpty else { throw .unsafePath }
    case .file, .directory:
      target = []
    }
    return TarEntry(
      kind, path: path, target: target, mode: member.mode, user: member.user, group: member.group, modified: modified,
      size: kind == .file ? member.size : 0)
  }
}
