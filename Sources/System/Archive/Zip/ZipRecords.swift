// The records of a zip archive but the content: the end with its variants, the central directory, local headers.
//
// Spec: PKWARE APPNOTE 6.3.10, section 4.3.

/// Reads the records around the content.
public enum ZipRecords {
  /// As far from the end of a file as its last record can start, with the locator of large numbers before it.
  public static let tailSize = endSize + 65_535 + locatorSize
  /// Bytes of the record with large numbers that are looked at.
  public static let largeSize = 56
  /// Bytes of a local header before name and extra fields.
  public static let localSize = 30

  private static let endSize = 22
  private static let locatorSize = 20

  /// Finds the last record in the last bytes of a file.
  /// - Parameter offset: where these bytes stand in the file.
  public static func end(in tail: Span<UInt8>, at offset: UInt64) throws(ArchiveError) -> ZipEnd {
    guard tail.count >= endSize else { throw .badHeader }
    for start in (0...(tail.count - endSize)).reversed() where tail.number32(at: start) == 0x0605_4b50 {
      guard let disk = tail.number16(at: start + 4), let directoryDisk = tail.number16(at: start + 6),
        let count = tail.number16(at: start + 10), let size = tail.number32(at: start + 12),
        let place = tail.number32(at: start + 16), let comment = tail.number16(at: start + 20),
        start + endSize + Int(comment) <= tail.count
      else { continue }
      var end = ZipEnd(
        count: UInt64(count), size: UInt64(size), offset: UInt64(place), position: offset + UInt64(start))
      let locator = start - locatorSize
      if locator >= 0, tail.number32(at: locator) == 0x0706_4b50, let large = tail.number64(at: locator + 8),
        count == 0xffff || size == .max || place == .max
      {
        end.largeRecord = large
        return end
      }
      guard disk == 0, directoryDisk == 0 else { throw .badHeader }
      return end
    }
    throw .badHeader
  }

  /// The end with the numbers of its record for large ones, which starts at `position` of the file.
  public static func end(
    _ end: ZipEnd, withLarge record: Span<UInt8>, at position: UInt64
  ) throws(ArchiveError) -> ZipEnd {
    guard record.number32(at: 0) == 0x0606_4b50, let count = record.number64(at: 32),
      let size = record.number64(at: 40), let offset = record.number64(at: 48)
    else { throw .badHeader }
    return ZipEnd(count: count, size: size, offset: offset, position: position)
  }

  /// Bytes of a local header, with name and extra fields: the content follows.
  public static func localLength(_ header: Span<UInt8>) throws(ArchiveError) -> Int {
    guard header.number32(at: 0) == 0x0403_4b50, let name = header.number16(at: 26),
      let extra = header.number16(at: 28)
    else { throw .badHeader }
    return localSize + Int(name) + Int(extra)
  }
}

/// Reads a central directory piece by piece.
public struct ZipDirectory: Sendable {
  private static let headSize = 46
  private var waiting: [UInt8] = []
  private var position = 0

  public init() {}

  /// Hands over more of the directory.
  public mutating func feed(_ bytes: ArraySlice<UInt8>) {
    waiting.removeFirst(position)
    position = 0
    waiting += bytes
  }

  /// The next entry; nil when more of the directory is needed.
  public mutating func next() throws(ArchiveError) -> ZipEntry? {
    // A second reference: the position moves while the bytes are looked at.
    let kept = waiting
    let bytes = kept.span.extracting(position..<kept.count)
    guard bytes.count >= Self.headSize else { return nil }
    guard bytes.number32(at: 0) == 0x0201_4b50, let nameLength = bytes.number16(at: 28),
      let extraLength = bytes.number16(at: 30), let commentLength = bytes.number16(at: 32)
    else { throw .badHeader }
    let nameEnd = Self.headSize + Int(nameLength)
    let extraEnd = nameEnd + Int(extraLength)
    let length = extraEnd + Int(commentLength)
    guard length <= bytes.count else { return nil }
    let entry = try Self.entry(
      bytes, name: Self.headSize..<nameEnd, extra: bytes.extracting(nameEnd..<extraEnd))
    position += length
    return entry
  }

  private static func entry(
    _ bytes: Span<UInt8>, name: Range<Int>, extra: Span<UInt8>
  ) throws(ArchiveError) -> ZipEntry {
    guard let madeBy = bytes.number16(at: 4), let flags = bytes.number16(at: 8), let method = bytes.number16(at: 10),
      let time = bytes.number16(at: 12), let date = bytes.number16(at: 14), let checksum = bytes.number32(at: 16),
      let compressed = bytes.number32(at: 20), let size = bytes.number32(at: 24),
      let attributes = bytes.number32(at: 38), let offset = bytes.number32(at: 42)
    else { throw .truncated }
    let path = name.map { bytes[$0] }
    guard !path.isEmpty, !path.contains(0) else { throw .unsafePath }
    let unix: UInt16 = 3
    var entry = ZipEntry(
      path: path, method: method, checksum: checksum, compressedSize: UInt64(compressed), size: UInt64(size),
      headerOffset: UInt64(offset), modified: seconds(date: date, time: time),
      mode: madeBy >> 8 == unix ? UInt16(truncatingIfNeeded: attributes >> 16) : nil, flags: flags)
    try apply(extra, to: &entry)
    return entry
  }

  /// Extra fields: large numbers take the place of small ones that are full, and a time with a zone of its own.
  private static func apply(_ extra: Span<UInt8>, to entry: inout ZipEntry) throws(ArchiveError) {
    var start = 0
    while let kind = extra.number16(at: start), let length = extra.number16(at: start + 2) {
      guard let field = extra.field(at: start + 4, Int(length)) else { return }
      start += 4 + Int(length)
      if kind == 0x5455, field.count >= 5, field[0] & 1 != 0, let time = field.number32(at: 1) {
        entry.modified = Int64(Int32(bitPattern: time))
      }
      guard kind == 1 else { continue }
      var next = 0
      func large(_ number: UInt64) throws(ArchiveError) -> UInt64 {
        guard number == UInt64(UInt32.max) else { return number }
        guard let value = field.number64(at: next) else { throw .badNumber }
        next += 8
        return value
      }
      entry.size = try large(entry.size)
      entry.compressedSize = try large(entry.compressedSize)
      entry.headerOffset = try large(entry.headerOffset)
    }
  }

  /// A date and time of the format, to two seconds.
  private static func seconds(date: UInt16, time: UInt16) -> Int64 {
    let year = Int64(date >> 9) + 1980
    let month = max(1, min(12, Int64(date >> 5 & 15)))
    let day = max(1, Int64(date & 31))
    // Years that start in March put the leap day last.
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return days * 86_400 + Int64(time >> 11) * 3_600 + Int64(time >> 5 & 63) * 60 + Int64(time & 31) * 2
  }
}
