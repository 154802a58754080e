// The headers of a member of a new archive, in the dialect that was asked for.
//
// Not: content, which the caller writes behind them and fills up to whole blocks. Not: archives in memory (TarWriter).
// Spec: POSIX.1-2017, pax; GNU tar manual, "Tar Internals".

/// The dialect of a new archive.
public enum TarDialect: Equatable, Sendable {
  /// Long names in members of their own: GNU tar's default.
  case gnu
  /// Nothing beyond ustar: long names and large files are refused.
  case ustar
  /// ustar with pax headers where fields do not fit.
  case pax
}

/// Makes headers.
public struct TarHeaders: Sendable {
  /// Members fill blocks of this size.
  public static let blockSize = TarField.blockSize
  private let dialect: TarDialect

  public init(_ dialect: TarDialect) { self.dialect = dialect }

  /// Everything that stands before the content of `member`.
  public func bytes(for member: TarMember) throws(ArchiveError) -> [UInt8] {
    var member = member
    var before: [UInt8] = []
    switch dialect {
    case .gnu:
      if member.target.count > TarField.target.count { before += longText("K", member.target) }
      if member.path.count > TarField.name.count { before += longText("L", member.path) }
    case .ustar:
      guard member.target.count <= TarField.target.count, member.size < 1 << 33 else { throw .badNumber }
    case .pax:
      let records = records(for: member)
      if !records.isEmpty {
        var header = TarMember(.file, path: Array("./PaxHeaders/".utf8) + member.path.suffix(80))
        (header.mode, header.size) = (0o644, records.count)
        before += block(header, type: UInt8(ascii: "x"), prefix: [])
        before += records
        before.pad(to: Self.blockSize)
      }
      member.size = min(member.size, 1 << 33 - 1)
      member.user = min(member.user, 0o777_7777)
      member.group = min(member.group, 0o777_7777)
    }
    var prefix: [UInt8] = []
    if dialect != .gnu, member.path.count > TarField.name.count {
      if let slash = Self.split(member.path) {
        prefix = Array(member.path[..<slash])
        member.path = Array(member.path[(slash + 1)...])
      } else if dialect == .ustar {
        throw .unsafePath
      }
    }
    return before + block(member, type: Self.type(member.kind), prefix: prefix)
  }

  /// A member that holds a name for the next one.
  private func longText(_ type: Unicode.Scalar, _ text: [UInt8]) -> [UInt8] {
    var header = TarMember(.file, path: Array("././@LongLink".utf8))
    (header.mode, header.size) = (0o644, text.count + 1)
    (header.userName, header.groupName) = (Array("root".utf8), Array("root".utf8))
    var bytes = block(header, type: UInt8(ascii: type), prefix: []) + text + [0]
    bytes.pad(to: Self.blockSize)
    return bytes
  }

  private func records(for member: TarMember) -> [UInt8] {
    var records: [UInt8] = []
    if member.path.count > TarField.name.count { records += PaxRecords.record("path", member.path) }
    if member.target.count > TarField.target.count { records += PaxRecords.record("linkpath", member.target) }
    var numbers = [("uid", Int64(member.user), Int64(0o777_7777)), ("gid", Int64(member.group), 0o777_7777)]
    numbers.append(("size", Int64(member.size), 1 << 33 - 1))
    for (key, value, most) in numbers where value > most {
      records += PaxRecords.record(key, Array(String(value).utf8))
    }
    if member.modified < 0 || member.modified >= 1 << 33 || member.nanoseconds > 0 {
      records += PaxRecords.record("mtime", Array(Self.time(member.modified, member.nanoseconds).utf8))
    }
    return records
  }

  /// Seconds with a fraction, which counts upwards from the second before: before 1970 it is what is missing to the
  /// next.
  private static func time(_ seconds: Int64, _ nanoseconds: UInt32) -> String {
    guard nanoseconds > 0 else { return String(seconds) }
    let isBefore = seconds < 0
    let digits = String(isBefore ? 1_000_000_000 - min(nanoseconds, 999_999_999) : nanoseconds)
    let fraction = String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
    return isBefore ? "-\((seconds + 1).magnitude).\(fraction)" : "\(seconds).\(fraction)"
  }

  /// Where a path is cut so that both parts fit into ustar's two fields.
  private static func split(_ path: [UInt8]) -> Int? {
    guard path.count <= TarField.prefix.count + TarField.name.count + 1 else { return nil }
    return path.indices.first {
      path[$0] == UInt8(ascii: "/") && $0 > 0 && $0 <= TarField.prefix.count
        && (1...TarField.name.count).contains(path.count - $0 - 1)
    }
  }

  private static func type(_ kind: TarMember.Kind) -> UInt8 {
    switch kind {
    case .file, .sparse: UInt8(ascii: "0")
    case .hardLink: UInt8(ascii: "1")
    case .symbolicLink: UInt8(ascii: "2")
    case .characterDevice: UInt8(ascii: "3")
    case .blockDevice: UInt8(ascii: "4")
    case .directory: UInt8(ascii: "5")
    case .pipe: UInt8(ascii: "6")
    case .other(let type): type
    }
  }

  private func block(_ member: TarMember, type: UInt8, prefix: [UInt8]) -> [UInt8] {
    var block = TarBlock()
    block.put(member.path, TarField.name)
    block.put(UInt64(member.mode & 0o7777), TarField.mode)
    block.put(UInt64(member.user), TarField.user)
    block.put(UInt64(member.group), TarField.group)
    block.put(UInt64(max(0, member.size)), TarField.size)
    block.put(UInt64(max(0, member.modified)), TarField.modified)
    block.put(type: type)
    block.put(member.target, TarField.target)
    block.put(Array((dialect == .gnu ? "ustar  " : "ustar\u{0}00").utf8), 257..<265)
    block.put(Array(member.userName.prefix(TarField.userName.count - 1)), TarField.userName)
    block.put(Array(member.groupName.prefix(TarField.groupName.count - 1)), TarField.groupName)
    let isDevice = member.kind == .characterDevice || member.kind == .blockDevice
    if dialect != .gnu || isDevice {
      block.put(UInt64(member.device.major), TarField.deviceMajor)
      block.put(UInt64(member.device.minor), TarField.deviceMinor)
    }
    block.put(prefix, TarField.prefix)
    block.seal(digits: 6)
    return block.bytes
  }
}
