// The walk of tree: what is shown, in which order, and the sums at the end.

import ABI
import System
import UtilitySupport

/// Shows directories.
final class TreeWalk {
  /// Directories deeper than this are not walked: a program would run out of stack.
  private static let deepest = 500

  /// An entry of a directory, and those in it, where they had to be known before it could be shown.
  private struct Node {
    var name: Bytes
    var path: String
    var status: FileStatus
    /// Of a link: where it leads, and what is there.
    var target: Bytes?
    var targetStatus: FileStatus?
    var isDirectory: Bool
    /// Bytes of the entry and, with --du, of all that it holds.
    var size: UInt64 = 0
    var children: [Node]?
    var note: String?
  }

  private let tool: Tool
  private let style: TreeStyle
  private let depth: Int
  private let wanted: [NamePattern]
  private let unwanted: [NamePattern]
  /// Sizes and pruning need a directory's content before its line.
  private let looksAhead: Bool
  private(set) var status: Int32 = 0
  private var directories = 0
  private var files = 0
  private var total: UInt64 = 0
  /// With -l: the directories that were shown, so that links do not lead in circles.
  private var shown: Set<UInt64> = []

  init(_ tool: Tool, _ style: TreeStyle) {
    self.tool = tool
    self.style = style
    depth = min(tool.options.value("L")?.decimal ?? .max, Self.deepest)
    wanted = Self.patterns(tool, "P")
    unwanted = Self.patterns(tool, "I")
    looksAhead = tool.has("du") || tool.has("prune")
  }

  private static func patterns(_ tool: Tool, _ key: String) -> [NamePattern] {
    tool.options.values(key).flatMap { text in
      text.split(separator: UInt8(ascii: "|")).map { NamePattern(Bytes($0), ignoresCase: tool.has("ignore-case")) }
    }
  }

  // MARK: Roots

  func show(_ path: String) {
    guard let found = try? FileSystem.status(path), Self.isDirectory(found) else {
      tool.output.write("\(path)  [error opening dir]\n")
      status = 2
      return
    }
    var root = Node(name: path.bytes, path: path, status: found, isDirectory: true)
    root.size = found.size
    if tool.has("l") { shown.insert(found.inode) }
    if looksAhead { fill(&root, level: 0) }
    var line = style.facts(found, size: root.size) + style.name(root.name, found)
    let children = looksAhead ? root.children : read(root, level: 0, note: &root.note)
    if let note = root.note { line += "  [\(note)]".bytes }
    if children?.isEmpty != true { directories += 1 }
    tool.output.write(line + [0x0a])
    if let children { write(children, [], level: 1) }
  }

  func writeReport() {
    guard !tool.has("noreport") else { return }
    var text = "\n"
    if tool.has("du") {
      let size = tool.has("h") ? TreeStyle.short(total).rightAligned(5) : Bytes("\(total)".utf8).rightAligned(12)
      text += size.text + (tool.has("h") ? "" : " bytes") + " used in "
    }
    text += "\(directories) director\(directories == 1 ? "y" : "ies")"
    if !tool.has("d") { text += ", \(files) file\(files == 1 ? "" : "s")" }
    tool.output.write(text + "\n")
  }

  private static func isDirectory(_ status: FileStatus) -> Bool {
    let kind = FileKind(rawValue: status.kind)
    return kind == .directory || kind == .scheme
  }

  // MARK: Looking

  /// The entries of a directory that are to be shown, in their order; nil when it is not opened.
  private func read(_ node: Node, level: Int, note: inout String?) -> [Node]? {
    guard level < depth, level < Self.deepest else { return nil }
    let items: [DirectoryItem]
    do throws(Errno) { items = try FileSystem.list(node.path) } catch {
      note = "error opening dir"
      return nil
    }
    var nodes: [Node] = []
    for item in items where tool.has("a") || item.name.utf8.first != UInt8(ascii: ".") {
      if let child = entry(item.name, in: node.path) { nodes.append(child) }
    }
    if let limit = tool.options.value("filelimit")?.decimal, limit > 0, nodes.count > limit {
      note = "\(nodes.count) entries exceeds filelimit, not opening dir"
      return nil
    }
    if !tool.has("U") { nodes.sort(by: precedes) }
    return nodes
  }

  private func entry(_ name: String, in directory: String) -> Node? {
    let path = Paths.join(directory, name)
    let bytes = name.bytes
    guard let found = try? FileSystem.status(path, followLinks: false) else { return nil }
    var node = Node(name: bytes, path: path, status: found, isDirectory: Self.isDirectory(found))
    node.size = found.size
    if FileKind(rawValue: found.kind) == .symbolicLink {
      node.target = (try? FileSystem.readLink(path))?.bytes ?? []
      node.targetStatus = try? FileSystem.status(path)
      node.isDirectory = node.targetStatus.map(Self.isDirectory) ?? false
    }
    if unwanted.contains(where: { $0.matches(bytes) }) { return nil }
    if !wanted.isEmpty, !node.isDirectory || tool.has("matchdirs") || node.target != nil {
      guard wanted.contains(where: { $0.matches(bytes) }) else { return nil }
    }
    return tool.has("d") && !node.isDirectory ? nil : node
  }

  private func precedes(_ left: Node, _ right: Node) -> Bool {
    if tool.has("dirsfirst"), left.isDirectory != right.isDirectory { return left.isDirectory }
    if tool.has("filesfirst"), left.isDirectory != right.isDirectory { return right.isDirectory }
    let (first, second) = tool.has("r") ? (right, left) : (left, right)
    if tool.has("t"), first.status.modified != second.status.modified {
      return first.status.modified < second.status.modified
    }
    return first.name.lexicographicallyPrecedes(second.name)
  }

  /// Whether what is below an entry is shown: links are followed with -l, but not to what has been shown.
  private func descends(_ node: inout Node) -> Bool {
    guard node.isDirectory else { return false }
    guard tool.has("l") else { return node.targetStatus == nil }
    let isNew = shown.insert((node.targetStatus ?? node.status).inode).inserted
    if !isNew, node.targetStatus != nil { node.note = "recursive, not followed" }
    return isNew || node.targetStatus == nil
  }

  /// Reads all that is below an entry, and adds up its sizes.
  private func fill(_ node: inout Node, level: Int) {
    var note: String?
    guard var children = read(node, level: level, note: &note) else {
      node.note = note
      return
    }
    for index in children.indices where descends(&children[index]) { fill(&children[index], level: level + 1) }
    if tool.has("prune") { children.removeAll { $0.isDirectory && ($0.children ?? []).isEmpty } }
    if tool.has("du") { for child in children { node.size &+= child.size } }
    node.children = children
  }

  // MARK: Showing

  private func write(_ children: [Node], _ isLast: [Bool], level: Int) {
    for (index, child) in children.enumerated() {
      if tool.isOutputClosed { return }
      var child = child
      if child.isDirectory { directories += 1 } else { files += 1 }
      let lines = isLast + [index == children.count - 1]
      total &+= child.size
      if !looksAhead, descends(&child) { child.children = read(child, level: level, note: &child.note) }
      tool.output.write(style.indent(lines) + line(child) + [0x0a])
      if let below = child.children { write(below, lines, level: level + 1) }
    }
  }

  private func line(_ node: Node) -> Bytes {
    let label = tool.has("f") ? node.path.bytes : node.name
    var line =
      style.facts(node.status, size: node.size)
      + style.name(label, node.status, isLost: node.target != nil && node.targetStatus == nil)
    if let target = node.target {
      line += " -> ".bytes + (node.targetStatus.map { style.name(target, $0) } ?? style.lost(target))
    }
    if let note = node.note { line += "  [\(note)]".bytes }
    return line
  }
}
