// How `ls` shows files: long, in columns, with commas, one a line.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// Writes entries.
final class ListWriter {
  private let tool: Tool
  private let style: ListStyle
  private let colours: ListColours?
  private let users: [UInt32: String]
  private let groups: [UInt32: String]
  private let zone: TimeZoneRule
  private var hasColour = false

  init(_ tool: Tool, _ style: ListStyle) {
    (self.tool, self.style) = (tool, style)
    colours = style.isColoured ? ListColours() : nil
    let wantsNames = style.form == .long && !tool.has("n")
    users = wantsNames ? Account.names("/etc/passwd") : [:]
    groups = wantsNames ? Account.names("/etc/group") : [:]
    zone = currentZone()
  }

  /// The sum of the blocks, before the files of a directory.
  func showTotal(_ entries: [ListEntry]) {
    guard style.form == .long || tool.has("s") else { return }
    let total = entries.reduce(UInt64(0)) { $0 &+ $1.status.storage }
    tool.output.write("total ".bytes + blocks(total) + [style.end])
  }

  func show(_ entries: [ListEntry]) {
    switch style.form {
    case .long: showLong(entries)
    case .single:
      let cells = cells(entries)
      for cell in cells { tool.output.write(cell.text + [style.end]) }
    case .vertical, .across: showColumns(cells(entries))
    case .commas: showCommas(cells(entries))
    }
  }

  // MARK: Parts

  private func size(_ size: UInt64) -> Bytes {
    if tool.has("si") { return HumanSize.short(size, base: 1000).bytes }
    return tool.has("h") ? ByteSize.short(size).bytes : Bytes(decimal: size)
  }

  private func blocks(_ storage: UInt64) -> Bytes {
    tool.has("h") || tool.has("si") ? size(storage) : Bytes(decimal: (storage &+ 1023) / 1024)
  }

  private func mark(_ status: FileStatus) -> Bytes {
    if style.marks == .none { return [] }
    if status.isDirectory { return "/".bytes }
    if style.marks == .slash { return [] }
    switch status.fileKind {
    case .symbolicLink: return style.form == .long ? [] : "@".bytes
    case .pipe: return "|".bytes
    case .regular: return style.marks == .all && status.mode & 0o111 != 0 ? "*".bytes : []
    default: return []
    }
  }

  private func shownName(_ name: String) -> Bytes {
    let text = style.quoting.quote(name.bytes)
    guard tool.has("q") else { return text }
    return text.map { $0 < 0x20 || $0 == 0x7f ? UInt8(ascii: "?") : $0 }
  }

  private func coloured(_ text: Bytes, _ name: String, _ status: FileStatus, _ target: FileStatus?) -> Bytes {
    guard let colours, let colour = colours.colour(name.bytes, status, target: target) else { return text }
    let start: Bytes = hasColour ? [] : "\u{1b}[0m".bytes
    hasColour = true
    return start + "\u{1b}[".bytes + colour + "m".bytes + text + "\u{1b}[0m".bytes
  }

  /// Names in quotes stand a column to the left of the others, where columns matter.
  private func needsAlignment(_ entries: [ListEntry]) -> Bool {
    guard case .shell(always: false, _) = style.quoting, style.form != .single, style.form != .commas else {
      return false
    }
    return entries.contains { isQuoted($0) }
  }

  private func isQuoted(_ entry: ListEntry) -> Bool {
    style.quoting.quote(entry.name.bytes).count != entry.name.utf8.count
  }

  private func name(_ entry: ListEntry, _ isAligned: Bool) -> Bytes {
    let blank: Bytes = isAligned && !isQuoted(entry) ? [0x20] : []
    return blank + coloured(shownName(entry.name), entry.name, entry.status, entry.target) + mark(entry.status)
  }

  private func widest(_ texts: [Bytes]) -> Int { texts.reduce(0) { max($0, $1.count) } }

  /// The columns before names: inodes and blocks.
  private func leading(_ entries: [ListEntry]) -> [Bytes] {
    let inodes = tool.has("i") ? entries.map { Bytes(decimal: $0.status.inode) } : []
    let sizes = tool.has("s") ? entries.map { blocks($0.status.storage) } : []
    let isPacked = style.form == .commas
    let (first, second) = isPacked ? (0, 0) : (widest(inodes), widest(sizes))
    return entries.indices.map { index in
      (inodes.isEmpty ? [] : inodes[index].rightAligned(first) + [0x20])
        + (sizes.isEmpty ? [] : sizes[index].rightAligned(second) + [0x20])
    }
  }

  // MARK: Forms

  private func showLong(_ entries: [ListEntry]) {
    let isAligned = needsAlignment(entries)
    let starts = leading(entries)
    let rows = entries.map { entry -> [Bytes] in
      let status = entry.status
      return [
        Bytes(decimal: status.links), (users[status.user] ?? "\(status.user)").bytes,
        (groups[status.group] ?? "\(status.group)").bytes, size(status.size),
      ]
    }
    let widths = (0..<4).map { column in widest(rows.map { $0[column] }) }
    for (index, entry) in entries.enumerated() {
      let row = rows[index]
      var line = starts[index] + entry.status.modeText + [0x20] + row[0].rightAligned(widths[0]) + [0x20]
      if style.showsOwner { line += aligned(row[1], widths[1]) + [0x20] }
      if style.showsGroup { line += aligned(row[2], widths[2]) + [0x20] }
      line += row[3].rightAligned(widths[3]) + [0x20] + date(style.time.of(entry.status)) + [0x20]
      line += name(entry, isAligned)
      if let link = entry.link {
        let shown = style.quoting.quote(link.bytes)
        line += " -> ".bytes + (entry.target.map { coloured(shown, link, $0, nil) + mark($0) } ?? shown)
      }
      tool.output.write(line + [style.end])
    }
  }

  private func aligned(_ text: Bytes, _ width: Int) -> Bytes {
    tool.has("n") ? text.rightAligned(width) : text.leftAligned(width)
  }

  /// The time of day for the last half year, the year for what is older or in the future.
  private func date(_ nanoseconds: UInt64) -> Bytes {
    let time = moment(nanoseconds)
    let now = Int(clamping: SystemClock.realTime / 1_000_000_000)
    let halfYear = 15_778_476
    let isRecent = time.seconds <= now && time.seconds > now - halfYear
    return DateFormat(time.seconds, time.nanoseconds, zone).formatted(isRecent ? style.dates.recent : style.dates.old)
  }

  private func cells(_ entries: [ListEntry]) -> [(text: Bytes, width: Int)] {
    let isAligned = needsAlignment(entries)
    return zip(entries, leading(entries)).map { entry, start in
      let blank = isAligned && !isQuoted(entry) ? 1 : 0
      // Characters, as a first approximation of columns.
      let width = (start + shownName(entry.name) + mark(entry.status)).count { $0 & 0xc0 != 0x80 } + blank
      return (start + name(entry, isAligned), width)
    }
  }

  private func showCommas(_ cells: [(text: Bytes, width: Int)]) {
    var column = 0
    for (index, cell) in cells.enumerated() {
      if index > 0 {
        let fits = column + 2 + cell.width < style.width
        tool.output.write(fits ? ", " : ",\n")
        column = fits ? column + 2 : 0
      }
      tool.output.write(cell.text)
      column += cell.width
    }
    if !cells.isEmpty { tool.output.write(byte: style.end) }
  }

  /// Tabs and blanks from one column to another.
  private func indent(_ line: inout Bytes, from: Int, to: Int) {
    var column = from
    let tab = style.tabSize
    while column < to {
      if tab > 0, to / tab > (column + 1) / tab {
        line.append(0x09)
        column += tab - column % tab
      } else {
        line.append(0x20)
        column += 1
      }
    }
  }

  /// As many columns as fit, each as wide as its longest name.
  private func showColumns(_ cells: [(text: Bytes, width: Int)]) {
    guard !cells.isEmpty else { return }
    let isAcross = style.form == .across
    var widths = [0]
    var rows = cells.count
    for columns in stride(from: min(cells.count, max(1, style.width / 3)), to: 1, by: -1) {
      let height = (cells.count + columns - 1) / columns
      if !isAcross, (cells.count + height - 1) / height != columns { continue }
      var found = [Int](repeating: 0, count: columns)
      for (index, cell) in cells.enumerated() {
        let column = isAcross ? index % columns : index / height
        found[column] = max(found[column], cell.width + (column == columns - 1 ? 0 : 2))
      }
      if found.reduce(0, +) < style.width {
        (widths, rows) = (found, height)
        break
      }
    }
    for row in 0..<rows {
      var line = Bytes()
      var position = 0
      var end = 0
      for column in widths.indices {
        let index = isAcross ? row * widths.count + column : column * rows + row
        guard index < cells.count else { break }
        indent(&line, from: end, to: position)
        line += cells[index].text
        end = position + cells[index].width
        position += widths[column]
      }
      tool.output.write(line + [style.end])
    }
  }
}
