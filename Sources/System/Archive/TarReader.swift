// Reads a tar archive from pieces of any size: ustar with pax headers, and GNU's long names.
//
// A push parser without I/O: the caller passes a piece and a position in it again and again until nil says that the
// piece is used up. Content is handed out as ranges of the piece, not copied. Device nodes and whatever else the system
// has no use for are skipped. Nothing that comes out leads out of the archive. Spec: POSIX.1-2017, pax.

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
  private enum State {
    case header
    /// The content of a file: handed on, then padding.
    case content(remaining: Int, padding: Int)
    /// Bytes of no use, padding included.
    case skip(remaining: Int)
    /// The content of a header entry that describes the next one.
    case extended(ExtendedKind, remaining: Int, padding: Int)
    case end
  }
  private enum ExtendedKind { case records, longName, longTarget, ignored }

  private var state = State.header
  /// A header block, or an extended header, that is not whole yet.
  private var gathered: [UInt8] = []
  private var overrides = PaxRecords()

  public init() {}

  /// Whether the archive is whole: its end was seen.
  public var isComplete: Bool {
    if case .end = state { true } else { false }
  }

  /// The next event in `piece` from `position` on, which moves; nil once the piece is used up.
  public mutating func next(_ piece: Span<UInt8>, _ position: inout Int) throws(ArchiveError) -> TarEvent? {
    while true {
      switch state {
      case .header:
        guard gather(TarField.blockSize, piece, &position) else { return nil }
        let block = gathered
        gathered = []
        if let event = try readHeader(block.span) { return event }
      case .content(let remaining, let padding):
        if remaining == 0 {
          state = .skip(remaining: padding)
          continue
        }
        guard position < piece.count else { return nil }
        let range = position..<(position + min(remaining, piece.count - position))
        position = range.upperBound
        state = .content(remaining: remaining - range.count, padding: padding)
        return .content(range)
      case .skip(let remaining):
        let count = min(remaining, piece.count - position)
        position += count
        state = .skip(remaining: remaining - count)
        if count < remaining { return nil }
        state = .header
      case .extended(let kind, let size, let padding):
        guard gather(size, piece, &position) else { return nil }
        try apply(kind)
        gathered = []
        state = .skip(remaining: padding)
      case .end:
        position = piece.count
        return nil
      }
    }
  }

  /// Appends to `gathered` until it holds `count` bytes.
  private mutating func gather(_ count: Int, _ piece: Span<UInt8>, _ position: inout Int) -> Bool {
    while gathered.count < count, position < piece.count {
      gathered.append(piece[position])
      position += 1
    }
    return gathered.count == count
  }

  private mutating func readHeader(_ block: Span<UInt8>) throws(ArchiveError) -> TarEvent? {
    if block.indices.allSatisfy({ block[$0] == 0 }) {
      state = .end
      return .end
    }
    try TarHeader.check(block)
    let size = try TarHeader.number(block.extracting(TarField.size))
    guard size <= TarLimits.size else { throw .badNumber }
    let padding = (TarField.blockSize - size % TarField.blockSize) % TarField.blockSize
    switch block[TarField.type] {
    case UInt8(ascii: "x"): try startExtended(.records, size, padding)
    case UInt8(ascii: "g"): try startExtended(.ignored, size, padding)
    case UInt8(ascii: "L"): try startExtended(.longName, size, padding)
    case UInt8(ascii: "K"): try startExtended(.longTarget, size, padding)
    case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): return try start(.file, block, size)
    case UInt8(ascii: "1"): return try start(.hardLink, block, size)
    case UInt8(ascii: "2"): return try start(.symbolicLink, block, size)
    case UInt8(ascii: "5"): return try start(.directory, block, size)
    default:
      overrides = PaxRecords()
      state = .skip(remaining: size + padding)
    }
    return nil
  }

  private mutating func startExtended(_ kind: ExtendedKind, _ size: Int, _ padding: Int) throws(ArchiveError) {
    guard size <= TarLimits.extendedHeader else { throw .badNumber }
    state = .extended(kind, remaining: size, padding: padding)
  }

  private mutating func apply(_ kind: ExtendedKind) throws(ArchiveError) {
    let bytes = gathered
    switch kind {
    case .records: try overrides.parse(bytes.span)
    case .longName: overrides.path = TarHeader.text(bytes.span)
    case .longTarget: overrides.target = TarHeader.text(bytes.span)
    case .ignored: break
    }
  }

  /// The entry that `block` and the extended headers before it describe.
  private mutating func start(
    _ kind: TarEntry.Kind, _ block: Span<UInt8>, _ headerSize: Int
  ) throws(ArchiveError) -> TarEvent {
    let fields = overrides
    overrides = PaxRecords()
    let size = fields.size ?? headerSize
    let rawPath = fields.path ?? TarHeader.path(block)
    guard rawPath.count <= TarLimits.path, let path = ArchivePath.normalized(rawPath.span) else { throw .unsafePath }
    guard !path.isEmpty || kind == .directory else { throw .unsafePath }

    var target = fields.target ?? TarHeader.text(block.extracting(TarField.target))
    guard target.count <= TarLimits.path else { throw .unsafePath }
    switch kind {
    case .hardLink:
      guard let safe = ArchivePath.normalized(target.span), !safe.isEmpty else { throw .unsafePath }
      target = safe
    case .symbolicLink:
      guard !target.isEmpty else { throw .unsafePath }
    case .file, .directory:
      target = []
    }
    let padding = (TarField.blockSize - size % TarField.blockSize) % TarField.blockSize
    state = kind == .file ? .content(remaining: size, padding: padding) : .skip(remaining: size + padding)
    let user = try TarHeader.identifier(block.extracting(TarField.user))
    let group = try TarHeader.identifier(block.extracting(TarField.group))
    let modified = UInt64(try TarHeader.number(block.extracting(TarField.modified)))
    let mode = UInt16(truncatingIfNeeded: try TarHeader.number(block.extracting(TarField.mode))) & 0o7777
    return .entry(
      TarEntry(
        kind, path: path, target: target, mode: mode, user: fields.user ?? user, group: fields.group ?? group,
        modified: fields.modified ?? modified, size: kind == .file ? size : 0))
  }
}
