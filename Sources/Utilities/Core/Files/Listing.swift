// The listing of the operands of `ls`.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// A file to list.
struct ListEntry {
  var name: String
  var path: String
  var status: FileStatus
  /// Where a link leads to, and what is there.
  var link: String?
  var target: FileStatus?
}

/// One run of ls.
struct Listing {
  private let tool: Tool
  private let style: ListStyle
  private let writer: ListWriter
  private var result: Int32 = 0
  private var hasOutput = false

  init(_ tool: Tool, _ style: ListStyle) {
    (self.tool, self.style) = (tool, style)
    writer = ListWriter(tool, style)
  }

  mutating func run() -> Int32 {
    var files: [ListEntry] = []
    var directories: [ListEntry] = []
    let operands = tool.operands.isEmpty ? ["."] : tool.operands
    for path in operands {
      guard let entry = entry(path, path, isOperand: true) else { continue }
      if entry.status.isDirectory, !tool.has("d") { directories.append(entry) } else { files.append(entry) }
    }
    sort(&files)
    sort(&directories)
    if !files.isEmpty {
      writer.show(files)
      hasOutput = true
    }
    for directory in directories {
      list(directory.path, showsName: operands.count > 1 || tool.has("R"), depth: 0, ancestors: [])
    }
    return result
  }

  private mutating func entry(_ name: String, _ path: String, isOperand: Bool) -> ListEntry? {
    do throws(Errno) {
      var status = try FileSystem.status(path, followLinks: false)
      var target: FileStatus?
      if status.isLink {
        target = try? FileSystem.status(path)
        let followsOperand =
          isOperand && (tool.has("H") || (style.form != .long && !tool.has("d") && style.marks != .all))
        if tool.has("L") || (followsOperand && (tool.has("H") || target?.isDirectory ?? false)) {
          if let target { status = target } else if tool.has("L") { throw .noSuchEntry }
        }
      }
      let link = status.isLink && style.form == .long ? try? FileSystem.readLink(path) : nil
      return ListEntry(name: name, path: path, status: status, link: link, target: target)
    } catch {
      tool.report("cannot access \(quoted(path))", error)
      result = max(result, isOperand ? 2 : 1)
      return nil
    }
  }

  private func isShown(_ name: String) -> Bool {
    let bytes = name.bytes
    if style.ignored.contains(where: { $0.matches(bytes) }) { return false }
    if tool.has("B"), bytes.last == UInt8(ascii: "~") { return false }
    if tool.has("a") || tool.has("f") || tool.has("A") { return true }
    return bytes.first != UInt8(ascii: ".") && !style.hidden.contains { $0.matches(bytes) }
  }

  private mutating func list(_ directory: String, showsName: Bool, depth: Int, ancestors: [UInt64]) {
    let items: [DirectoryItem]
    do throws(Errno) { items = try FileSystem.list(directory) } catch {
      tool.report("cannot open directory \(quoted(directory))", error)
      result = max(result, depth == 0 ? 2 : 1)
      return
    }
    if showsName {
      tool.output.write((hasOutput ? "\n" : "").bytes + style.quoting.quote(directory.bytes) + ":\n".bytes)
    }
    hasOutput = true
    var names = items.map { $0.name }.filter(isShown)
    if tool.has("a") || tool.has("f") { names += [".", ".."] }
    var entries = names.compactMap { entry($0, Paths.join(directory, $0), isOperand: false) }
    sort(&entries)
    writer.showTotal(entries)
    writer.show(entries)
    guard tool.has("R"), depth < deepestDirectory, !tool.isOutputClosed else { return }
    for entry in entries where entry.status.isDirectory {
      if entry.name.isSame(as: ".") || entry.name.isSame(as: "..") || ancestors.contains(entry.status.inode) {
        continue
      }
      list(entry.path, showsName: true, depth: depth + 1, ancestors: ancestors + [entry.status.inode])
    }
  }

  // MARK: Order

  private func sort(_ entries: inout [ListEntry]) {
    if style.order != .none {
      entries.sort { comesBefore($0, $1) }
      if tool.has("r") { entries.reverse() }
    }
    guard tool.has("group-directories-first"), style.order != .none else { return }
    func isDirectory(_ entry: ListEntry) -> Bool {
      entry.status.isDirectory || (entry.status.isLink && entry.target?.isDirectory ?? false)
    }
    entries = entries.filter(isDirectory) + entries.filter { !isDirectory($0) }
  }

  private func comesBefore(_ left: ListEntry, _ right: ListEntry) -> Bool {
    let (first, second) = (left.name.bytes, right.name.bytes)
    var order = 0
    switch style.order {
    case .size: order = compare(right.status.size, left.status.size)
    case .time: order = compare(style.time.of(right.status), style.time.of(left.status))
    case .version: order = VersionOrder.compare(first[...], second[...])
    case .fileExtension: order = compare(Self.fileExtension(first), Self.fileExtension(second))
    case .width: order = first.count - second.count
    case .name, .none: break
    }
    return order != 0 ? order < 0 : first.lexicographicallyPrecedes(second)
  }

  private func compare(_ left: UInt64, _ right: UInt64) -> Int { left == right ? 0 : left < right ? -1 : 1 }

  private func compare(_ left: Bytes, _ right: Bytes) -> Int {
    left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
  }

  private static func fileExtension(_ name: Bytes) -> Bytes {
    name.lastIndex(of: UInt8(ascii: ".")).map { Bytes(name[$0...]) } ?? []
  }
}
