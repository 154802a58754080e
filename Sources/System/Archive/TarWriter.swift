// Writes a tar archive: ustar, with a pax header before entries whose fields do not fit.
//
// The same entries give the same bytes. Spec: POSIX.1-2017, pax.

/// An archive that grows by entries.
public struct TarWriter: Sendable {
  private var bytes: [UInt8] = []

  public init() {}

  /// Appends an entry with its content. The entry's `size` is ignored: the content's counts.
  public mutating func add(_ entry: TarEntry, _ content: [UInt8] = []) throws(ArchiveError) {
    guard entry.path.count <= TarLimits.path, entry.target.count <= TarLimits.path else { throw .unsafePath }
    guard ArchivePath.isSafe(entry.path.span) || (entry.path.isEmpty && entry.kind == .directory) else {
      throw .unsafePath
    }
    guard entry.kind == .file || content.isEmpty, content.count <= TarLimits.size else { throw .badNumber }
    let path = entry.path.isEmpty ? Array("./".utf8) : entry.path

    var records: [UInt8] = []
    if path.count > TarField.name.count { records += Self.record("path", path) }
    if entry.target.count > TarField.target.count { records += Self.record("linkpath", entry.target) }
    for (key, value) in [("uid", UInt64(entry.user)), ("gid", UInt64(entry.group))] where value > 0o777_7777 {
      records += Self.record(key, Array(String(value).utf8))
    }
    if entry.modified > 0o777_7777_7777 { records += Self.record("mtime", Array(String(entry.modified).utf8)) }
    if !records.isEmpty {
      appendHeader(TarEntry(.file, path: Array("pax".utf8)), path: Array("pax".utf8), type: "x", size: records.count)
      append(content: records)
    }
    appendHeader(entry, path: path, type: Self.type(entry.kind), size: content.count)
    append(content: content)
  }

  /// The whole archive.
  public consuming func finish() -> [UInt8] {
    bytes += repeatElement(0, count: 2 * TarField.blockSize)
    return bytes
  }

  private static func type(_ kind: TarEntry.Kind) -> Unicode.Scalar {
    switch kind {
    case .file: "0"
    case .hardLink: "1"
    case .symbolicLink: "2"
    case .directory: "5"
    }
  }

  /// One pax record; its length counts its own digits.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let body = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
    var length = body.count + 1
    while String(length).utf8.count + body.count > length { length += 1 }
    return Array(String(length).utf8) + body
  }

  private mutating func append(content: [UInt8]) {
    bytes += content
    bytes.pad(to: TarField.blockSize)
  }

  private mutating func appendHeader(_ entry: TarEntry, path: [UInt8], type: Unicode.Scalar, size: Int) {
    var block = [UInt8](repeating: 0, count: TarField.blockSize)
    func put(_ text: [UInt8], _ field: Range<Int>) {
      for (offset, byte) in text.prefix(field.count).enumerated() { block[field.lowerBound + offset] = byte }
    }
    func put(octal value: UInt64, _ field: Range<Int>) {
      var rest = value
      for index in (field.lowerBound..<(field.upperBound - 1)).reversed() {
        block[index] = UInt8(ascii: "0") + UInt8(rest & 7)
        rest >>= 3
      }
    }
    put(path, TarField.name)
    put(octal: UInt64(entry.mode & 0o7777), TarField.mode)
    put(octal: UInt64(entry.user), TarField.user)
    put(octal: UInt64(entry.group), TarField.group)
    put(octal: UInt64(size), TarField.size)
    put(octal: entry.modified, TarField.modified)
    block[TarField.type] = UInt8(ascii: type)
    put(entry.target, TarField.target)
    put(TarField.magicText, TarField.magic)
    put(Array("00".utf8), TarField.version)
    put(octal: UInt64(TarHeader.checksum(block.span)), TarField.checksum)
    bytes += block
  }
}
