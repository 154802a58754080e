// The head of a gzip member: fixed fields, and the optional ones behind them. Spec: RFC 1952 section 2.3.

/// What a member says about itself.
public struct GzipHeader: Equatable, Sendable {
  private static let fixedSize = 10
  /// The longest file name or comment: longer ones than a path are no honest header.
  private static let maximumField = 65_536

  private enum Flag {
    static let headerChecksum: UInt8 = 2
    static let extraField: UInt8 = 4
    static let name: UInt8 = 8
    static let comment: UInt8 = 16
    static let reserved: UInt8 = 0xe0
  }

  /// Seconds since 1970; 0 when it is not known.
  public var modified: UInt32 = 0
  /// The file's name, if there is one.
  public var name: [UInt8]?
  /// Bytes before the deflate stream.
  public private(set) var length = 0

  /// A header for a new member.
  public init(name: [UInt8]? = nil, modified: UInt32 = 0) {
    self.name = name
    self.modified = modified
  }

  /// Reads the header at the start of `input`; `.truncated` when it is not whole.
  public init(_ input: Span<UInt8>) throws(CompressionError) {
    let magic: [UInt8] = [0x1f, 0x8b, 8]
    for index in 0..<min(magic.count, input.count) where input[index] != magic[index] { throw .badHeader }
    guard input.count >= Self.fixedSize else { throw .truncated }
    let flags = input[3]
    guard flags & Flag.reserved == 0 else { throw .badHeader }
    for index in (4..<8).reversed() { modified = modified << 8 | UInt32(input[index]) }
    var position = Self.fixedSize
    if flags & Flag.extraField != 0 {
      guard input.count - position >= 2 else { throw .truncated }
      position += 2 + Int(input[position]) + Int(input[position + 1]) << 8
    }
    if flags & Flag.name != 0 {
      let end = try Self.fieldEnd(input, position)
      name = (position..<(end - 1)).map { input[$0] }
      position = end
    }
    if flags & Flag.comment != 0 { position = try Self.fieldEnd(input, position) }
    if flags & Flag.headerChecksum != 0 {
      guard position <= input.count, input.count - position >= 2 else { throw .truncated }
      let sum = UInt16(input[position]) | UInt16(input[position + 1]) << 8
      let actual = CRC32.checksum(input.extracting(0..<position))
      guard sum == UInt16(truncatingIfNeeded: actual) else { throw .badChecksum }
      position += 2
    }
    guard position <= input.count else { throw .truncated }
    length = position
  }

  /// Where a zero-terminated field that starts at `position` ends.
  private static func fieldEnd(_ input: Span<UInt8>, _ position: Int) throws(CompressionError) -> Int {
    var end = position
    while end < input.count {
      if input[end] == 0 { return end + 1 }
      if end - position >= maximumField { throw .badHeader }
      end += 1
    }
    throw .truncated
  }

  /// The header as it is written. `speed`: 2 for the smallest file, 4 for the fastest way, else 0.
  func bytes(speed: UInt8, system: UInt8) -> [UInt8] {
    var bytes: [UInt8] = [0x1f, 0x8b, 8, name == nil ? 0 : Flag.name]
    for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: modified >> shift)) }
    bytes += [speed, system]
    if let name { bytes += name + [0] }
    return bytes
  }
}
