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
    if path.count > TarField.name.count { records += PaxRecords.record("path", path) }
    if entry.target.count > TarField.target.count { records += PaxRecords.record("linkpath", entry.target) }
    for (key, value) in [("uid", UInt64(entry.user)), ("gid", UInt64(entry.group))] where value > 0o777_7777 {
      records += PaxRecords.record(key, Array(String(value).utf8))
    }
    if entry.modified > 0o777_7777_7777 { records += PaxRecords.record("mtime", Array(String(entry.modified).utf8)) }
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

  private mutating func append(content: [UInt8]) {
    bytes += content
    bytes.pad(to: TarField.blockSize)
  }

  private mutating func appendHeader(_ entry: TarEntry, path: [UInt8], type: Unicode.Scalar, size: Int) {
    var block = TarBlock()
    block.put(path, TarField.name)
    block.put(UInt64(entry.mode & 0o7777), TarField.mode)
    block.put(UInt64(entry.user) & 0o777_7777, TarField.user)
    block.put(UInt64(entry.group) & 0o777_7777, TarField.group)
    block.put(UInt64(size) & 0o777_7777_7777, TarField.size)
    block.put(entry.modified & 0o777_7777_7777, TarField.modified)
    block.put(type: UInt8(ascii: type))
    block.put(entry.target, TarField.target)
    block.put(TarField.magicText, TarField.magic)
    block.put(Array("00".utf8), TarField.version)
    block.seal(digits: 7)
    bytes += block.bytes
  }
}
