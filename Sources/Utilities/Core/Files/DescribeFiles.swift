// stat and du: what files are, and what they take.
//
// Specification: GNU coreutils 9.1, stat; POSIX.1-2017, du.

import ABI
import System
import UtilitySupport

let statProgram = Utility(
  "stat", "[OPTION]... FILE...", "Describe files.",
  [
    OptionDescription(
      "-c --format=FORMAT", "%n name, %s size, %a mode, %A mode, %U %G owners, %u %g numbers, %F kind, %Y time"),
    OptionDescription("-L --dereference", "follow links"),
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
      if let format = tool.options.value("c") {
        tool.output.write(description.formatted(format) + [0x0a])
      } else {
        tool.output.write(description.text)
      }
    } catch {
      tool.report("cannot statx '\(path)'", error)
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

  func formatted(_ format: Bytes) -> Bytes {
    var text = Bytes()
    var index = 0
    while index < format.count {
      guard format[index] == UInt8(ascii: "%"), index + 1 < format.count else {
        text.append(format[index])
        index += 1
        continue
      }
      text += field(format[index + 1])
      index += 2
    }
    return text
  }

  private func field(_ letter: UInt8) -> Bytes {
    switch letter {
    case UInt8(ascii: "n"): path.bytes
    case UInt8(ascii: "N"): "'\(path)'".bytes
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

let duProgram = Utility(
  "du", "[OPTION]... [FILE]...", "Sum up the space that files take.",
  [
    OptionDescription("-a --all", "every file"), OptionDescription("-b --bytes", "lengths, in bytes"),
    OptionDescription("-c --total", "the sum of all"),
    OptionDescription("-d --max-depth=DEPTH", "directories up to DEPTH"),
    OptionDescription("-h --human-readable", "sizes as 1.5K"), OptionDescription("-k", "in kibibytes"),
    OptionDescription("-m", "in mebibytes"), OptionDescription("-s --summarize", "only the operands"),
  ]
) { tool in
  var usage = DiskUsage(tool)
  return usage.run()
}

/// Sums up trees.
private struct DiskUsage {
  private let tool: Tool
  private let depth: Int
  private var result: Int32 = 0

  init(_ tool: Tool) {
    self.tool = tool
    depth = tool.has("s") ? 0 : max(0, tool.options.value("d")?.decimal ?? .max)
  }

  mutating func run() -> Int32 {
    var total: UInt64 = 0
    for path in tool.operands.isEmpty ? ["."] : tool.operands { total &+= measure(path, level: 0) }
    if tool.has("c") { show(total, "total") }
    return result
  }

  private mutating func measure(_ path: String, level: Int) -> UInt64 {
    let status: FileStatus
    do throws(Errno) { status = try FileSystem.status(path, followLinks: false) } catch {
      tool.report("cannot access '\(path)'", error)
      result = 1
      return 0
    }
    var size = tool.has("b") ? status.size : status.storage
    if status.isDirectory, level < deepestDirectory {
      guard let names = tool.sortedNames(in: path, "cannot read directory") else {
        result = 1
        return size
      }
      for name in names { size &+= measure(Paths.join(path, name), level: level + 1) }
    }
    if level == 0 || (level <= depth && (status.isDirectory || tool.has("a"))) { show(size, path) }
    return size
  }

  private func show(_ size: UInt64, _ path: String) {
    let text: String
    if tool.has("h") {
      text = ByteSize.short(size)
    } else {
      let unit: UInt64 = tool.has("b") ? 1 : tool.has("m") ? 1 << 20 : 1024
      text = "\(size / unit + (size % unit == 0 ? 0 : 1))"
    }
    tool.output.write("\(text)\t\(path)\n")
  }
}
