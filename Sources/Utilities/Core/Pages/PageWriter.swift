// Writes the pages of `pr`: reads what a page holds, then its head, its rows and its foot.

import System
import UtilitySupport

/// Writes pages.
final class PageWriter {
  /// A line in a column, with its number.
  private struct Cell {
    var text: Bytes?
    var number: Int?
  }

  private let tool: Tool
  private let style: PageStyle
  private let layout: PageLayout
  private let sources: [PageSource]
  private let head: (date: Bytes, title: Bytes)
  private var page = 0
  private var line: Int

  init(
    _ tool: Tool, _ style: PageStyle, _ layout: PageLayout, _ sources: [PageSource],
    _ head: (date: Bytes, title: Bytes)
  ) {
    (self.tool, self.style, self.layout, self.sources, self.head) = (tool, style, layout, sources, head)
    line = style.firstNumber
  }

  func write() {
    var wasFull = false
    while page < style.lastPage, !tool.isOutputClosed {
      if wasFull { skipFormFeeds() }
      if sources.allSatisfy({ if case .end = $0.peek() { true } else { false } }) { break }
      page += 1
      let start = line
      let (rows, formFeed, isCut) = style.isParallel ? readParallel() : readColumns()
      wasFull = rows.count == layout.rows && !formFeed
      if page < style.firstPage {
        if !style.countsSkipped { line = start }
      } else {
        write(rows, formFeed: formFeed, isCut: isCut)
      }
    }
    if page < style.firstPage, page > 0 || style.firstPage > 1 {
      tool.report("starting page number \(style.firstPage) exceeds page count \(page)")
    }
  }

  /// A form feed behind a full page makes no empty one.
  private func skipFormFeeds() {
    for source in sources { if case .formFeed = source.peek() { _ = source.next() } }
  }

  // MARK: Reading

  /// The rows of a page of one file, whether a form feed ended it, and whether the end of the file is known.
  private func readColumns() -> (rows: [[Cell]], formFeed: Bool, isCut: Bool) {
    var cells: [Cell] = []
    var formFeed = false
    let (room, isHuge) = layout.rows.multipliedReportingOverflow(by: layout.columns)
    reading: while isHuge || cells.count < room {
      switch sources[0].next() {
      case .line(let text):
        cells.append(Cell(text: text, number: line))
        line &+= 1
      case .formFeed:
        formFeed = true
        break reading
      case .end: break reading
      }
    }
    var rows: [[Cell]] = []
    if layout.isBalanced {
      // The first columns take what cannot be shared evenly.
      let (share, extra) = (cells.count / layout.columns, cells.count % layout.columns)
      rows = [[Cell]](repeating: [], count: share + (extra > 0 ? 1 : 0))
      var index = 0
      for column in 0..<min(layout.columns, cells.count) {
        for row in 0..<share + (column < extra ? 1 : 0) {
          rows[row].append(cells[index])
          index += 1
        }
      }
      return (rows, formFeed, true)
    }
    for start in stride(from: 0, to: cells.count, by: layout.columns) {
      rows.append(Array(cells[start..<min(cells.count, start + layout.columns)]))
    }
    let isCut = cells.count == room || cells.count % layout.columns != 0
    return (rows, formFeed, isCut)
  }

  /// The rows of a page with all files side by side.
  private func readParallel() -> (rows: [[Cell]], formFeed: Bool, isCut: Bool) {
    var rows: [[Cell]] = []
    var held = [Bool](repeating: false, count: sources.count)
    var formFeed = false
    while rows.count < layout.rows {
      var row: [Cell] = []
      for (index, source) in sources.enumerated() {
        var cell = Cell()
        if !held[index] {
          switch source.peek() {
          case .line(let text):
            _ = source.next()
            cell.text = text
          case .formFeed:
            _ = source.next()
            (held[index], formFeed) = (true, true)
          case .end: held[index] = true
          }
        }
        row.append(cell)
      }
      if row.allSatisfy({ $0.text == nil }) { return (rows, formFeed, false) }
      row[0].number = line
      line &+= 1
      rows.append(row)
    }
    return (rows, false, true)
  }

  // MARK: Writing

  private func write(_ rows: [[Cell]], formFeed: Bool, isCut: Bool) {
    if layout.hasHeads { writeHead() }
    for (index, row) in rows.enumerated() {
      write(row)
      let isLast = index == rows.count - 1
      if style.isDouble, layout.hasHeads || !isLast || !isCut { tool.output.write(byte: 0x0a) }
    }
    if layout.hasHeads {
      let used = rows.count * (style.isDouble ? 2 : 1)
      let missing = style.length - 2 * PageLayout.headLines - used
      if style.endsWithFormFeed {
        tool.output.write(byte: 0x0c)
      } else {
        for _ in 0..<max(0, missing + PageLayout.headLines) { tool.output.write(byte: 0x0a) }
      }
    } else if layout.keepsFormFeeds, formFeed {
      tool.output.write(byte: 0x0c)
    }
  }

  /// The date, the title in the middle, the page's number.
  private func writeHead() {
    let number = "Page \(page)".bytes
    let width = style.width - Self.width(head.date) - Self.width(head.title) - number.count
    let left = max(0, width) / 2
    let margin = Bytes(repeating: 0x20, count: style.margin)
    var start = PageLine(tabs: layout.outputTabs)
    start.pad(to: style.margin)
    start.flush()
    let before = start.bytes + [0x0a, 0x0a] + margin + head.date + Bytes(repeating: 0x20, count: max(1, left))
    let behind = Bytes(repeating: 0x20, count: max(1, max(0, width) - left)) + number
    tool.output.write(before + head.title + behind + [0x0a, 0x0a, 0x0a])
  }

  /// Characters of UTF-8.
  private static func width(_ text: Bytes) -> Int { text.count { $0 & 0xc0 != 0x80 } }

  private func write(_ row: [Cell]) {
    var output = PageLine(tabs: layout.outputTabs)
    for (column, cell) in row.enumerated() {
      let start = layout.starts[min(column, layout.starts.count - 1)]
      if layout.separator.count < start { output.pad(to: start - layout.separator.count) }
      if layout.usesSeparator {
        if column > 0 { for byte in layout.separator { output.append(separator: byte) } }
        output.flush()
      }
      if let numbers = style.numbers, let number = cell.number { write(number, numbers, &output) }
      if let text = cell.text { write(text, &output) }
    }
    tool.output.write(output.bytes + [0x0a])
  }

  private func write(_ number: Int, _ numbers: PageStyle.Tabs, _ output: inout PageLine) {
    for byte in Bytes(decimal: number).rightAligned(numbers.width).suffix(numbers.width) { output.append(byte) }
    if layout.columns > 1, numbers.character == 0x09 {
      for _ in numbers.width..<layout.numberWidth { output.append(0x20) }
    } else {
      output.append(numbers.character)
    }
  }

  /// What fits into a column.
  private func write(_ text: Bytes, _ output: inout PageLine) {
    var place = layout.truncates && !style.isParallel ? layout.numberWidth : 0
    for byte in text {
      let (shown, width) = clump(byte, place)
      place = max(0, place + width)
      if layout.truncates, place > layout.columnWidth { return }
      for byte in shown { output.append(byte) }
    }
  }

  /// How a character is shown at a column, and how wide that is.
  private func clump(_ byte: UInt8, _ place: Int) -> (Bytes, Int) {
    if let tabs = layout.inputTabs, byte == tabs.character || byte == 0x09 {
      // Tabs become blanks, too, where another character is named.
      let stop = byte == tabs.character ? tabs.width : 8
      let width = stop - place % stop
      return (Bytes(repeating: 0x20, count: width), width)
    }
    if byte == 0x09 { return ([byte], 8 - place % 8) }
    if byte >= 0x20, byte != 0x7f { return ([byte], byte & 0xc0 == 0x80 ? 0 : 1) }
    switch style.controls {
    case .raw: return ([byte], byte == 0x08 ? -1 : 0)
    case .hats: return ([UInt8(ascii: "^"), byte ^ 0x40], 2)
    case .numbers: return ("\\".bytes + [0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)], 4)
    }
  }
}
