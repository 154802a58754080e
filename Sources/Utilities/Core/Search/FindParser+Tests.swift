// The tests of find that ask for numbers, times, owners and permissions.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

extension FindParser {
  // MARK: Numbers

  mutating func parseNumberTest(_ name: String) throws(FindError) -> FindExpression? {
    switch name.bytes {
    case "-mtime": return .age(.modified, try comparison(name), seconds: 86400)
    case "-atime": return .age(.accessed, try comparison(name), seconds: 86400)
    case "-ctime": return .age(.changed, try comparison(name), seconds: 86400)
    case "-mmin": return .age(.modified, try comparison(name), seconds: 60)
    case "-amin": return .age(.accessed, try comparison(name), seconds: 60)
    case "-cmin": return .age(.changed, try comparison(name), seconds: 60)
    case "-links": return .links(try comparison(name))
    case "-inum": return .inode(try comparison(name))
    case "-uid": return .user(try comparison(name))
    case "-gid": return .group(try comparison(name))
    case "-size": return try parseSize(name)
    case "-newer", "-newermm": return .newer(.modified, try time(name, .modified))
    case "-anewer", "-neweram": return .newer(.accessed, try time(name, .modified))
    case "-cnewer", "-newercm": return .newer(.changed, try time(name, .modified))
    default: return try parseNewer(name)
    }
  }

  /// `-newerXY`: the time X of the file, and the time Y of a reference, or a date (`t`).
  private mutating func parseNewer(_ name: String) throws(FindError) -> FindExpression? {
    let bytes = name.bytes
    guard bytes.count == 8, bytes.starts(with: "-newer".utf8) else { return nil }
    func time(_ letter: UInt8) -> FindExpression.Time? {
      switch letter {
      case UInt8(ascii: "a"): .accessed
      case UInt8(ascii: "c"): .changed
      case UInt8(ascii: "m"): .modified
      default: nil
      }
    }
    guard let own = time(bytes[6]) else { return nil }
    if bytes[7] == UInt8(ascii: "t") {
      let text = try argument(name)
      guard let date = DateParser.parse(text, now: moment(SystemClock.realTime), zone: currentZone()) else {
        throw FindError("I cannot figure out how to interpret \(quoted(text)) as a date or time")
      }
      return .newer(own, UInt64(clamping: date.seconds) &* 1_000_000_000 &+ UInt64(date.nanoseconds))
    }
    guard let other = time(bytes[7]) else { return nil }
    return .newer(own, try self.time(name, other))
  }

  private mutating func time(_ name: String, _ time: FindExpression.Time) throws(FindError) -> UInt64 {
    time.of(try reference(name))
  }

  private mutating func reference(_ name: String) throws(FindError) -> FileStatus {
    let path = try argument(name).text
    do throws(Errno) { return try FileSystem.status(path) } catch {
      throw FindError("\(quoted(path)): \(error.message)")
    }
  }

  private mutating func comparison(_ name: String) throws(FindError) -> FindExpression.Comparison {
    let text = try argument(name)
    guard let comparison = FindExpression.Comparison(text) else {
      throw FindError("invalid argument `\(text.text)' to `\(name)'")
    }
    return comparison
  }

  private mutating func parseSize(_ name: String) throws(FindError) -> FindExpression {
    var text = try argument(name)
    let original = text
    var unit: UInt64 = 512
    if let letter = text.last, !Character8.isDigit(letter) {
      text.removeLast()
      switch letter {
      case UInt8(ascii: "c"): unit = 1
      case UInt8(ascii: "w"): unit = 2
      case UInt8(ascii: "b"): unit = 512
      case UInt8(ascii: "k"): unit = 1 << 10
      case UInt8(ascii: "M"): unit = 1 << 20
      case UInt8(ascii: "G"): unit = 1 << 30
      default: throw FindError("invalid -size type `\(Bytes([letter]).text)'")
      }
    }
    guard let comparison = FindExpression.Comparison(text) else {
      throw FindError("Invalid argument `\(original.text)' to -size")
    }
    return .size(comparison, unit: unit)
  }

  // MARK: Kind, owners, permissions

  mutating func parseStatusTest(_ name: String) throws(FindError) -> FindExpression? {
    switch name.bytes {
    case "-type": return .kind(try kinds(name), opposite: false)
    case "-xtype": return .kind(try kinds(name), opposite: true)
    case "-perm": return try parsePermissions(name)
    case "-user":
      let text = try argument(name)
      guard let user = Account.number(text, in: "/etc/passwd") else {
        throw FindError("\(quoted(text)) is not the name of a known user")
      }
      return .user(FindExpression.Comparison(exactly: UInt64(user)))
    case "-group":
      let text = try argument(name)
      guard let group = Account.number(text, in: "/etc/group") else {
        throw FindError("\(quoted(text)) is not the name of an existing group")
      }
      return .group(FindExpression.Comparison(exactly: UInt64(group)))
    case "-nouser": return .unknownUser
    case "-nogroup": return .unknownGroup
    case "-samefile": return .sameFile(try reference(name).inode)
    case "-readable": return .access(4)
    case "-writable": return .access(2)
    case "-executable": return .access(1)
    case "-empty": return .empty
    default: return nil
    }
  }

  private mutating func kinds(_ name: String) throws(FindError) -> [FileKind] {
    var kinds: [FileKind] = []
    let text = try argument(name)
    if text.isEmpty { throw FindError("Arguments to \(name) should contain at least one letter") }
    for (index, letter) in text.enumerated() {
      if index % 2 == 1 {
        guard letter == UInt8(ascii: ",") else {
          throw FindError("Must separate multiple arguments to \(name) using: ','")
        }
        continue
      }
      switch letter {
      case UInt8(ascii: "f"): kinds.append(.regular)
      case UInt8(ascii: "d"): kinds += [.directory, .scheme]
      case UInt8(ascii: "l"): kinds.append(.symbolicLink)
      case UInt8(ascii: "p"): kinds.append(.pipe)
      case UInt8(ascii: "c"): kinds.append(.characterDevice)
      // These kinds are not there.
      case UInt8(ascii: "b"), UInt8(ascii: "s"): break
      default: throw FindError("Unknown argument to \(name): \(Bytes([letter]).text)")
      }
    }
    return kinds
  }

  private mutating func parsePermissions(_ name: String) throws(FindError) -> FindExpression {
    let text = try argument(name)
    let sign = text.first
    let match: FindExpression.PermissionMatch =
      sign == UInt8(ascii: "-") ? .all : sign == UInt8(ascii: "/") ? .any : .exactly
    guard let change = ModeChange(match == .exactly ? text : Bytes(text.dropFirst())) else {
      throw FindError("invalid mode \(quoted(text))")
    }
    return .permissions(
      change.applied(to: 0, isDirectory: false), directory: change.applied(to: 0, isDirectory: true), matching: match)
  }
}
