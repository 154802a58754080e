// ls: lists files and directories.
//
// Specification: POSIX.1-2017, ls; GNU coreutils 9.1 for options, columns and messages. Names sort by their bytes.

import ABI
import Protocols
import System
import UtilitySupport

let lsProgram = Utility(
  "ls", "[OPTION]... [FILE]...", "List files.",
  [
    OptionDescription("-a --all", "also names that start with ."),
    OptionDescription("-A --almost-all", "as -a without . and .."), OptionDescription("-C", "in columns"),
    OptionDescription("-d --directory", "directories themselves, not their content"),
    OptionDescription("-F --classify", "mark kinds with */=>@|"),
    OptionDescription("-h --human-readable", "sizes as 1.5K"), OptionDescription("-i --inode", "show inode numbers"),
    OptionDescription("-l", "one file a line, with details"),
    OptionDescription("-n --numeric-uid-gid", "as -l with numbers"),
    OptionDescription("-p", "mark directories with /"),
    OptionDescription("-R --recursive", "directories in directories, too"),
    OptionDescription("-r --reverse", "the other way round"), OptionDescription("-S", "sort by size"),
    OptionDescription("-t", "sort by time"), OptionDescription("-u", "time of the last access"),
    OptionDescription("-U", "do not sort"), OptionDescription("-1", "one file a line"),
    OptionDescription("--color[=WHEN]", "colours: always, auto, never"),
  ], usageStatus: 2
) { tool in
  var listing = Listing(tool)
  return listing.run()
}

/// A file to list.
private struct Entry {
  var name: String
  var path: String
  var status: FileStatus
  var target: String?
}

/// The listing of all operands.
private struct Listing {
  private let tool: Tool
  private let isLong: Bool
  private let isColoured: Bool
  private let isInColumns: Bool
  private let width: Int
  private let users: [UInt32: String]
  private let groups: [UInt32: String]
  private var result: Int32 = 0
  private var hasOutput = false

  init(_ tool: Tool) {
    self.tool = tool
    isLong = tool.has("l") || tool.has("n")
    let isTerminal = Terminal.isTerminal(Streams.output)
    let when = tool.options.value("color") ?? (tool.has("color") ? "always" : "never").bytes
    isColoured = when.elementsEqual("always".utf8) || (when.elementsEqual("auto".utf8) && isTerminal)
    let format = tool.options.last(of: ["l", "n", "1", "C"])
    isInColumns = format.map { $0.isSame(as: "C") } ?? isTerminal
    let columns = Int((try? Terminal.size(Streams.output))?.columns ?? 0)
    width = columns > 0 ? columns : 80
    let wantsNames = isLong && !tool.has("n")
    users = wantsNames ? Account.names("/etc/passwd") : [:]
    groups = wantsNames ? Account.names("/etc/group") : [:]
  }

  // MARK: What to list

  mutating func run() -> Int32 {
    var files: [Entry] = []
    var directories: [Entry] = []
    let operands = tool.operands.isEmpty ? ["."] : tool.operands
    for path in operands {
      guard let entry = entry(path, path, isOperand: true) else { continue }
      if entry.status.isDirectory, !tool.has("d") { directories.append(entry) } else { files.append(entry) }
    }
    sort(&files)
    sort(&directories)
    if !files.isEmpty {
      show(files)
      hasOutput = true
    }
    for directory in directories {
      list(directory.path, showsName: operands.count > 1 || tool.has("R"), depth: 0)
    }
    return result
  }

  private mutating func entry(_ name: String, _ path: String, isOperand: Bool) -> Entry? {
    do throws(Errno) {
      var status = try FileSystem.status(path, followLinks: false)
      if isOperand, status.isLink, !isLong, !tool.has("d"), let target = try? FileSystem.status(path) {
        status = target
      }
      let target = status.isLink && isLong ? try? FileSystem.readLink(path) : nil
      return Entry(name: name, path: path, status: status, target: target)
    } catch {
      tool.report("cannot access '\(path)'", error)
      result = max(result, isOperand ? 2 : 1)
      return nil
    }
  }

  private mutating func list(_ directory: String, showsName: Bool, depth: Int) {
    let items: [DirectoryItem]
    do throws(Errno) { items = try FileSystem.list(directory) } catch {
      tool.report("cannot open directory '\(directory)'", error)
      result = max(result, depth == 0 ? 2 : 1)
      return
    }
    if showsName {
      tool.output.write((hasOutput ? "\n" : "") + directory + ":\n")
    }
    hasOutput = true
    var names = items.map { $0.name }
    if tool.has("a") {
      names += [".", ".."]
    } else if !tool.has("A") {
      names.removeAll { $0.utf8.first == UInt8(ascii: ".") }
    }
    var entries = names.compactMap { entry($0, Paths.join(directory, $0), isOperand: false) }
    sort(&entries)
    if isLong {
      // GNU counts blocks of 1024 bytes.
      let total = entries.reduce(UInt64(0)) { $0 &+ $1.status.storage }
      let text = tool.has("h") ? ByteSize.short(total) : "\(total / 1024)"
      tool.output.write("total \(text)\n")
    }
    show(entries)
    guard tool.has("R"), depth < deepestDirectory, !tool.isOutputClosed else { return }
    for entry in entries where entry.status.isDirectory {
      if entry.name.isSame(as: ".") || entry.name.isSame(as: "..") { continue }
      list(entry.path, showsName: true, depth: depth + 1)
    }
  }

  private func sort(_ entries: inout [Entry]) {
    guard !tool.has("U") else { return }
    let order = tool.options.last(of: ["t", "S"])
    let usesAccess = tool.has("u")
    entries.sort { left, right in
      if let order, order.isSame(as: "S"), left.status.size != right.status.size {
        return left.status.size > right.status.size
      }
      let (first, second) =
        usesAccess ? (left.status.accessed, right.status.accessed) : (left.status.modified, right.status.modified)
      if let order, order.isSame(as: "t"), first != second { return first > second }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    if tool.has("r") { entries.reverse() }
  }

  // MARK: How to show it

  private func show(_ entries: [Entry]) {
    if isLong {
      showLong(entries)
    } else if isInColumns {
      showColumns(entries)
    } else {
      for entry in entries { tool.output.write(inode(entry) + name(entry) + [0x0a]) }
    }
  }

  private func inode(_ entry: Entry) -> Bytes {
    tool.has("i") ? Bytes(decimal: entry.status.inode) + [0x20] : []
  }

  /// The name with its colour and mark.
  private func name(_ entry: Entry) -> Bytes { coloured(entry.name, entry.status) + mark(entry.status) }

  private func mark(_ status: FileStatus) -> Bytes {
    if status.isDirectory { return tool.has("F") || tool.has("p") ? "/".bytes : [] }
    guard tool.has("F") else { return [] }
    switch status.fileKind {
    case .symbolicLink: return isLong ? [] : "@".bytes
    case .pipe: return "|".bytes
    case .regular: return status.mode & 0o111 != 0 ? "*".bytes : []
    default: return []
    }
  }

  private func coloured(_ name: String, _ status: FileStatus) -> Bytes {
    guard isColoured else { return name.bytes }
    let colour: String
    switch status.fileKind {
    case .directory, .scheme: colour = "01;34"
    case .symbolicLink: colour = "01;36"
    case .pipe: colour = "33"
    case .characterDevice: colour = "01;33"
    case .regular:
      if status.mode & 0o111 == 0 { return name.bytes }
      colour = "01;32"
    }
    return "\u{1b}[\(colour)m\(name)\u{1b}[0m".bytes
  }

  private func showLong(_ entries: [Entry]) {
    var rows: [[Bytes]] = []
    for entry in entries {
      let status = entry.status
      let size = tool.has("h") ? ByteSize.short(status.size).bytes : Bytes(decimal: status.size)
      rows.append([
        Bytes(decimal: status.links), (users[status.user] ?? "\(status.user)").bytes,
        (groups[status.group] ?? "\(status.group)").bytes, size,
      ])
    }
    var widths = [0, 0, 0, 0]
    for row in rows { for column in 0..<4 { widths[column] = max(widths[column], row[column].count) } }
    for (entry, row) in zip(entries, rows) {
      var line = inode(entry) + entry.status.modeText + [0x20]
      line += row[0].rightAligned(widths[0]) + [0x20] + row[1].leftAligned(widths[1]) + [0x20]
      line += row[2].leftAligned(widths[2]) + [0x20] + row[3].rightAligned(widths[3]) + [0x20]
      line += date(tool.has("u") ? entry.status.accessed : entry.status.modified) + [0x20] + name(entry)
      if let target = entry.target { line += " -> ".bytes + target.bytes }
      tool.output.write(line + [0x0a])
    }
  }

  /// The time of day for the last half year, the year for what is older or in the future.
  private func date(_ nanoseconds: UInt64) -> Bytes {
    let seconds = Int64(clamping: nanoseconds / 1_000_000_000)
    let now = Int64(clamping: SystemClock.realTime / 1_000_000_000)
    let halfYear: Int64 = 15_778_476
    let isRecent = seconds <= now && seconds > now - halfYear
    return CalendarDate(seconds: seconds).formatted((isRecent ? "%b %e %H:%M" : "%b %e  %Y").bytes)
  }

  /// As many columns as fit, each as wide as its longest name.
  private func showColumns(_ entries: [Entry]) {
    let names = entries.map { (inode($0) + name($0), columns(inode($0) + $0.name.bytes + mark($0.status))) }
    guard !names.isEmpty else { return }
    var best = (columns: 1, widths: [0])
    for columns in stride(from: min(names.count, max(1, width / 3)), to: 1, by: -1) {
      let rows = (names.count + columns - 1) / columns
      if (names.count + rows - 1) / rows != columns { continue }
      var widths = [Int](repeating: 0, count: columns)
      for (index, name) in names.enumerated() {
        let column = index / rows
        widths[column] = max(widths[column], name.1 + (column == columns - 1 ? 0 : 2))
      }
      if widths.reduce(0, +) <= width - 1 {
        best = (columns, widths)
        break
      }
    }
    let rows = (names.count + best.columns - 1) / best.columns
    for row in 0..<rows {
      var line = Bytes()
      for column in 0..<best.columns {
        let index = column * rows + row
        guard index < names.count else { continue }
        line += names[index].0
        if index + rows < names.count {
          line += Bytes(repeating: 0x20, count: max(0, best.widths[column] - names[index].1))
        }
      }
      tool.output.write(line + [0x0a])
    }
  }

  /// Characters, as a first approximation of columns.
  private func columns(_ name: Bytes) -> Int { name.count { $0 & 0xc0 != 0x80 } }
}
