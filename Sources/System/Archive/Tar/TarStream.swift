// Reads any tar archive from pieces of any size: members as they stand there.
//
// A push parser without I/O: the caller passes a piece and a position in it again and again until nil says that the
// piece is used up. Content is handed out as ranges of the piece, not copied. Read are the old format, ustar, pax
// headers, and GNU's long names and large numbers. Spec: POSIX.1-2017, pax; GNU tar manual, "Tar Internals".

/// What a stream holds next.
public enum TarStreamEvent: Equatable, Sendable {
  /// A new member; its content follows, `size` bytes.
  case member(TarMember)
  /// Bytes of the last member's content, as a range of the piece.
  case content(Range<Int>)
  /// The archive's end. Nothing follows.
  case end
}

/// A resumable parser of one archive.
public struct TarStream: Sendable {
  private enum State {
    case header
    /// The content of a member: handed on, then padding.
    case content(remaining: Int, padding: Int)
    /// Bytes of no use.
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
  private var taken = 0
  /// Where the headers of the next member start, in bytes from the archive's start: behind the last one that is whole.
  public private(set) var nextStart = 0

  public init() {}

  /// Whether the archive is whole: its end was seen.
  public var isComplete: Bool {
    if case .end = state { true } else { false }
  }

  /// Whether the archive may end here: all members are whole.
  public var isBetweenMembers: Bool {
    switch state {
    case .header: overrides.isEmpty
    case .skip(let remaining): remaining == 0
    case .content(let remaining, let padding): remaining == 0 && padding == 0
    case .extended: false
    case .end: true
    }
  }

  /// The next event in `piece` from `position` on, which moves; nil once the piece is used up. Behind a header that is
  /// refused the next call looks at the next block.
  public mutating func next(_ piece: Span<UInt8>, _ position: inout Int) throws(ArchiveError) -> TarStreamEvent? {
    let start = position
    defer { taken += position - start }
    while true {
      switch state {
      case .header:
        if gathered.isEmpty, overrides.isEmpty { nextStart = taken + position - start }
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
        let bytes = gathered
        gathered = []
        state = .skip(remaining: padding)
        try apply(kind, bytes.span)
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

  private mutating func readHeader(_ block: Span<UInt8>) throws(ArchiveError) -> TarStreamEvent? {
    if block.indices.allSatisfy({ block[$0] == 0 }) {
      state = .end
      return .end
    }
    try TarHeader.checkSum(block)
    let size = try TarHeader.number(block.extracting(TarField.size))
    guard size <= TarLimits.size else { throw .badNumber }
    let padding = Self.padding(size)
    switch block[TarField.type] {
    case UInt8(ascii: "x"): try startExtended(.records, size, padding)
    case UInt8(ascii: "g"): try startExtended(.ignored, size, padding)
    case UInt8(ascii: "L"): try startExtended(.longName, size, padding)
    case UInt8(ascii: "K"): try startExtended(.longTarget, size, padding)
    default: return .member(try start(block, size))
    }
    return nil
  }

  private static func padding(_ size: Int) -> Int {
    (TarField.blockSize - size % TarField.blockSize) % TarField.blockSize
  }

  private mutating func startExtended(_ kind: ExtendedKind, _ size: Int, _ padding: Int) throws(ArchiveError) {
    guard size <= TarLimits.extendedHeader else { throw .badNumber }
    state = .extended(kind, remaining: size, padding: padding)
  }

  private mutating func apply(_ kind: ExtendedKind, _ bytes: Span<UInt8>) throws(ArchiveError) {
    switch kind {
    case .records: try overrides.parse(bytes)
    case .longName: overrides.path = TarHeader.text(bytes)
    case .longTarget: overrides.target = TarHeader.text(bytes)
    case .ignored: break
    }
  }

  private static func kind(_ type: UInt8, _ path: [UInt8]) -> TarMember.Kind {
    switch type {
    // Old archives mark directories by a slash.
    case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): path.last == UInt8(ascii: "/") ? .directory : .file
    case UInt8(ascii: "1"): .hardLink
    case UInt8(ascii: "2"): .symbolicLink
    case UInt8(ascii: "3"): .characterDevice
    case UInt8(ascii: "4"): .blockDevice
    case UInt8(ascii: "5"): .directory
    case UInt8(ascii: "6"): .pipe
    case UInt8(ascii: "S"): .sparse
    default: .other(type)
    }
  }

  /// The member that `block` and the extended headers before it describe.
  private mutating func start(_ block: Span<UInt8>, _ headerSize: Int) throws(ArchiveError) -> TarMember {
    let fields = overrides
    overrides = PaxRecords()
    let path = fields.path ?? TarHeader.path(block)
    var member = TarMember(Self.kind(block[TarField.type], path), path: path)
    if fields.isSparse { member.kind = .sparse }
    member.size = fields.size ?? headerSize
    state = .content(remaining: member.size, padding: Self.padding(member.size))
    member.format = TarHeader.format(block)
    member.target = fields.target ?? TarHeader.text(block.extracting(TarField.target))
    member.mode = UInt16(truncatingIfNeeded: try TarHeader.number(block.extracting(TarField.mode))) & 0o7777
    // A typed error does not come through `??`.
    let user = try TarHeader.identifier(block.extracting(TarField.user))
    let group = try TarHeader.identifier(block.extracting(TarField.group))
    let modified = Int64(try TarHeader.number(block.extracting(TarField.modified)))
    member.user = fields.user ?? user
    member.group = fields.group ?? group
    member.modified = fields.modified ?? modified
    member.nanoseconds = fields.nanoseconds
    if member.format != .old {
      member.userName = fields.userName ?? TarHeader.text(block.extracting(TarField.userName))
      member.groupName = fields.groupName ?? TarHeader.text(block.extracting(TarField.groupName))
    }
    if member.kind == .characterDevice || member.kind == .blockDevice {
      member.device.major = try TarHeader.identifier(block.extracting(TarField.deviceMajor))
      member.device.minor = try TarHeader.identifier(block.extracting(TarField.deviceMinor))
    }
    return member
  }
}
