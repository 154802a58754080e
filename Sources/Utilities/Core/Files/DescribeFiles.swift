// stat: what files are.
//
// Specification: GNU coreutils 9.1, stat.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let statProgram = Utility(
  "stat", "[OPTION]... FILE...", "Describe files.",
  [
    OptionDescription(
      "-c --format=FORMAT", "%n name, %s size, %a mode, %A mode, %U %G owners, %u %g numbers, %F kind, %Y time"),
    OptionDescription("-L --dereference", "follow links"),
    OptionDescription("--printf=FORMAT", "as -c, with escapes and without a newline"),
  ]
) { tool in
  if tool.operands.isEmpty { return tool.missingOperand() }
  let users = Account.names("/etc/passwd")
  let groups = Account.names("/etc/group")
  var result: Int32 = 0
  for path in tool.operands {
    do throws(Errno) {
      let status = try FileSystem.status(path, followLinks: tool.has("L"))
      let description = Description(path: path, status: status, users: users, groups: groups)
      switch tool.options.all(of: ["c", "printf"]).last {
      case let last? where last.key.isSame(as: "c"):
        tool.output.write(description.formatted(last.value ?? []) + [0x0a])
      case let last?: tool.output.write(description.formatted(last.value ?? [], hasEscapes: true))
      case nil:
        tool.output.write(description.text)
      }
    } catch {
      tool.report("cannot statx \(quoted(path))", error)
      result = 1
    }
  }
  return result
}

/// A file, for people and for formats.
private struct Description {
  let path: String
  let status: FileStatus
  let users: [UInt32: String]
  let groups: [UInt32: String]

  private var kind: String {
    switch status.fileKind {
    case .regular: status.size == 0 ? "regular empty file" : "regular file"
    case .directory: "directory"
    case .symbolicLink: "symbolic link"
    case .characterDevice: "character special file"
    case .pipe: "fifo"
    case .scheme: "scheme"
    }
  }

  private var octalMode: String { String(status.mode & 0o7777, radix: 8) }

  func formatted(_ format: Bytes, hasEscapes: Bool = false) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < format.count {
      let byte = format[index]
      index += 1
      if hasEscapes, byte == UInt8(ascii: "\\") {
        guard case .bytes(let bytes, let count) = PrintfEscape.decode(format[index...], isArgument: false) else {
          continue
        }
        text += bytes
        index += count
        continue
      }
      guard byte == UInt8(ascii: "%"), index < format.count else {
        text.append(byte)
        continue
      }
      // Flags, a width and a precision may stand before the letter.
      let flags = format[index...].prefix { "-0+ #'".utf8.contains($0) }
      index += flags.count
      let width = format[index...].prefix(while: Character8.isDigit)
      index += width.count
      var precision: Int?
      if index < format.count, format[index] == UInt8(ascii: ".") {
        let digits = format[(index + 1)...].prefix(while: Character8.isDigit)
        precision = digits.decimal ?? 0
        index += 1 + digits.count
      }
      guard index < format.count else { break }
      var value = field(format[index])
      if let precision, "nNFUGAm".utf8.contains(format[index]) { value = Bytes(value.prefix(precision)) }
      index += 1
      let columns = min(width.decimal ?? 0, 4096)
      if flags.contains(UInt8(ascii: "-")) {
        text += value.leftAligned(columns)
      } else if flags.contains(UInt8(ascii: "0")), value.count < columns {
        text += Bytes(repeating: 0x30, count: columns - value.count) + value
      } else {
        text += value.rightAligned(columns)
      }
    }
    return text
  }

  /// The name in quotes, and of a link where it leads to.
  private var quotedName: Bytes {
    let target = status.isLink ? (try? FileSystem.readLink(path)).map { " -> \(quoted($0))" } ?? "" : ""
    return (quoted(path) + target).bytes
  }

  /// The bits of the kind that other systems keep with the permissions.
  private var kindBits: Int {
    switch status.fileKind {
    case .regular: 0o100000
    case .directory, .scheme: 0o040000
    case .symbolicLink: 0o120000
    case .characterDevice: 0o020000
    case .pipe: 0o010000
    }
  }

  private func field(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "n"): path.bytes
    case UInt8(ascii: "N"): quotedName
    case UInt8(ascii: "f"): String(kindBits | Int(status.mode), radix: 16).bytes
    case UInt8(ascii: "o"): "4096".bytes
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "W"): "0".bytes
    case UInt8(ascii: "w"): "-".bytes
    case UInt8(ascii: "s"): Bytes(decimal: status.size)
    case UInt8(ascii: "a"): octalMode.bytes
    case UInt8(ascii: "A"): status.modeText
    case UInt8(ascii: "u"): Bytes(decimal: status.user)
    case UInt8(ascii: "g"): Bytes(decimal: status.group)
    case UInt8(ascii: "U"): (users[status.user] ?? "UNKNOWN").bytes
    case UInt8(ascii: "G"): (groups[status.group] ?? "UNKNOWN").bytes
    case UInt8(ascii: "F"): kind.bytes
    case UInt8(ascii: "h"): Bytes(decimal: status.links)
    case UInt8(ascii: "i"): Bytes(decimal: status.inode)
    case UInt8(ascii: "b"): Bytes(decimal: status.storage / 512)
    case UInt8(ascii: "B"): "512".bytes
    case UInt8(ascii: "X"): Bytes(decimal: status.accessed / 1_000_000_000)
    case UInt8(ascii: "Y"): Bytes(decimal: status.modified / 1_000_000_000)
    case UInt8(ascii: "Z"): Bytes(decimal: status.changed / 1_000_000_000)
    case UInt8(ascii: "x"): date(status.accessed)
    case UInt8(ascii: "y"): date(status.modified)
    case UInt8(ascii: "z"): date(status.changed)
    case UInt8(ascii: "%"): [letter]
    default: [UInt8(ascii: "%"), letter]
    }
  }

  private func date(_ nanoseconds: UInt64) -> Bytes {
    let fraction = Bytes(decimal: nanoseconds % 1_000_000_000)
    let zeros = Bytes(repeating: 0x30, count: max(0, 9 - fraction.count))
    let seconds = CalendarDate(seconds: Int64(clamping: nanoseconds / 1_000_000_000))
    return seconds.formatted("%F %T.".bytes) + zeros + fraction + " +0000".bytes
  }

  var text: Bytes {
    let target = status.isLink ? (try? FileSystem.readLink(path)).map { " -> \($0)" } ?? "" : ""
    let mode = String(repeating: "0", count: max(0, 4 - octalMode.utf8.count)) + octalMode
    var text = "  File: \(path)\(target)\n  Size: \(status.size)\tBlocks: \(status.storage / 512)\t\(kind)\n".bytes
    text += "Inode: \(status.inode)\tLinks: \(status.links)\n".bytes
    text += "Access: (\(mode)/".bytes + status.modeText + ")  Uid: (\(status.user)/".bytes + field(UInt8(ascii: "U"))
    text += ")  Gid: (\(status.group)/".bytes + field(UInt8(ascii: "G")) + ")\n".bytes
    for (label, time) in [("Access", status.accessed), ("Modify", status.modified), ("Change", status.changed)] {
      text += "\(label): ".bytes + date(time) + [0x0a]
    }
    return text
  }
}
