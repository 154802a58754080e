// The sfnt container: finds tables by name (OpenType 1.9, "Organization of an OpenType Font").

/// The directory of a font file.
struct FontFile: Sendable {
  private let whole: FontTable
  private let directory: FontTable
  private let tableCount: Int

  init(_ data: [UInt8]) throws(FontError) {
    whole = FontTable(data)
    var start = 0
    if whole.unsigned32(0) == fontTag("ttcf") {
      // A collection: its first font.
      guard let first = whole.unsigned32(12) else { throw .unsupportedFormat }
      start = first
    }
    directory = FontTable(whole, from: start)
    let version = directory.unsigned32(0)
    guard version == 0x0001_0000 || version == fontTag("true"), let count = directory.unsigned16(4) else {
      throw .unsupportedFormat
    }
    tableCount = count
  }

  /// The table of that name, empty if there is none.
  func table(_ name: StaticString) -> FontTable {
    let tag = fontTag(name)
    for index in 0..<tableCount {
      let record = 12 + 16 * index
      guard let found = directory.unsigned32(record) else { break }
      if found == tag, let offset = directory.unsigned32(record + 8), let count = directory.unsigned32(record + 12) {
        return FontTable(whole, from: offset, count: count)
      }
    }
    return FontTable([])
  }

  /// The table of that name, which must be there.
  func required(_ name: StaticString) throws(FontError) -> FontTable {
    let found = table(name)
    if found.isEmpty { throw .missingTable }
    return found
  }
}
