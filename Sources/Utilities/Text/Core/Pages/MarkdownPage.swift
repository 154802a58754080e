// Lays out Markdown as a page of a given width: headings, paragraphs, lists, code, tables, quotes, rules.
//
// Not all of CommonMark: no HTML, no references. Every text is a page.

/// A page of styled lines.
public struct MarkdownPage {
  private let width: Int
  public private(set) var lines: [StyledLine] = []

  /// Quotes and lists inside each other.
  private static let deepest = 16

  public init(_ text: [UInt8], width: Int) {
    self.width = max(20, width)
    var source = text.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
      Array(line.last == 0x0d ? line.dropLast() : line)
    }
    if source.last?.isEmpty ?? false { source.removeLast() }
    render(source, StyledLine(), StyledLine(), depth: 0)
    while lines.last?.runs.isEmpty ?? false { lines.removeLast() }
  }

  // MARK: Blocks

  /// - Parameters:
  ///   - first: what stands in front of the first line.
  ///   - rest: what stands in front of the others.
  private mutating func render(_ source: [[UInt8]], _ first: StyledLine, _ rest: StyledLine, depth: Int) {
    var index = 0
    var prefix = first
    func indent(_ line: [UInt8]) -> Int { line.prefix { $0 == 0x20 }.count }
    while index < source.count {
      let line = source[index]
      let start = lines.count
      let content = Array(line.drop { $0 == 0x20 || $0 == 0x09 })
      if content.isEmpty {
        index += 1
        if !lines.isEmpty, !(lines.last?.runs.isEmpty ?? true) { lines.append(StyledLine()) }
        continue
      }
      if content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8) {
        index = renderFence(source, index, prefix)
      } else if indent(line) >= 4, start == 0 || (lines.last?.runs.isEmpty ?? true) {
        index = renderIndentedCode(source, index, prefix)
      } else if let level = Self.headingLevel(content) {
        renderHeading(Array(content.dropFirst(level)), level, prefix)
        index += 1
      } else if Self.isRule(content) {
        append(prefix, [UInt8](repeating: UInt8(ascii: "-"), count: max(3, width - prefix.width)), .faint)
        index += 1
      } else if content.first == UInt8(ascii: ">"), depth < Self.deepest {
        index = renderQuote(source, index, prefix, rest, depth)
      } else if let marker = Self.listMarker(line), depth < Self.deepest {
        index = renderItem(source, index, marker, prefix, rest, depth)
      } else if content.first == UInt8(ascii: "|"), index + 1 < source.count, Self.isTableRule(source[index + 1]) {
        index = renderTable(source, index, rest)
      } else {
        index = renderParagraph(source, index, prefix, rest)
      }
      if lines.count > start { prefix = rest }
    }
  }

  private mutating func append(_ prefix: StyledLine, _ text: [UInt8], _ style: TextStyle) {
    var line = prefix
    line.append(text, style)
    lines.append(line)
  }

  private static func headingLevel(_ line: [UInt8]) -> Int? {
    let level = line.prefix { $0 == UInt8(ascii: "#") }.count
    return level > 0 && level <= 6 && (line.count == level || line[level] == 0x20) ? level : nil
  }

  private static func isRule(_ line: [UInt8]) -> Bool {
    guard let mark = line.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_")
    else {
      return false
    }
    return line.allSatisfy { $0 == mark || $0 == 0x20 } && line.count { $0 == mark } >= 3
  }

  private mutating func renderHeading(_ text: [UInt8], _ level: Int, _ prefix: StyledLine) {
    if !lines.isEmpty, !(lines.last?.runs.isEmpty ?? true) { lines.append(StyledLine()) }
    var content = Array(text.drop { $0 == 0x20 })
    while content.last == UInt8(ascii: "#") || content.last == 0x20 { content.removeLast() }
    let heading = MarkdownInline.parse(content, style: level == 1 ? [.bold, .underlined] : .bold)
    fill([heading], prefix, prefix)
    lines.append(StyledLine())
  }

  private mutating func renderFence(_ source: [[UInt8]], _ start: Int, _ prefix: StyledLine) -> Int {
    let indentation = source[start].prefix { $0 == 0x20 }.count
    let mark = Array(source[start].dropFirst(indentation).prefix(3))
    var index = start + 1
    while index < source.count, !source[index].drop(while: { $0 == 0x20 }).starts(with: mark) {
      let line = source[index].dropFirst(min(indentation, source[index].prefix { $0 == 0x20 }.count))
      append(prefix, Array("    ".utf8) + line, .code)
      index += 1
    }
    return min(index + 1, source.count)
  }

  private mutating func renderIndentedCode(_ source: [[UInt8]], _ start: Int, _ prefix: StyledLine) -> Int {
    var index = start
    while index < source.count, source[index].starts(with: "    ".utf8) {
      append(prefix, source[index], .code)
      index += 1
    }
    return index
  }

  private mutating func renderQuote(
    _ source: [[UInt8]], _ start: Int, _ first: StyledLine, _ rest: StyledLine, _ depth: Int
  ) -> Int {
    var index = start
    var inner: [[UInt8]] = []
    while index < source.count {
      let content = source[index].drop { $0 == 0x20 }
      guard content.first == UInt8(ascii: ">") else { break }
      let text = content.dropFirst()
      inner.append(Array(text.first == 0x20 ? text.dropFirst() : text))
      index += 1
    }
    var (opening, following) = (first, rest)
    opening.append("│ ".utf8, .faint)
    following.append("│ ".utf8, .faint)
    render(inner, opening, following, depth: depth + 1)
    return index
  }

  // MARK: Lists

  /// Where the text of an item starts, and its sign.
  private static func listMarker(_ line: [UInt8]) -> (width: Int, sign: [UInt8])? {
    let indentation = line.prefix { $0 == 0x20 }.count
    let rest = line.dropFirst(indentation)
    guard let first = rest.first else { return nil }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
      guard rest.count > 1, rest[rest.startIndex + 1] == 0x20 else { return nil }
      return (indentation + 2, Array("• ".utf8))
    }
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty, digits.count < 10 else { return nil }
    let behind = rest.dropFirst(digits.count)
    guard let point = behind.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ")"),
      behind.dropFirst().first == 0x20
    else { return nil }
    return (indentation + digits.count + 2, Array(digits) + [point, 0x20])
  }

  private mutating func renderItem(
    _ source: [[UInt8]], _ start: Int, _ marker: (width: Int, sign: [UInt8]), _ first: StyledLine, _ rest: StyledLine,
    _ depth: Int
  ) -> Int {
    var inner = [Array(source[start].dropFirst(marker.width))]
    var index = start + 1
    while index < source.count {
      let line = source[index]
      let indentation = line.prefix { $0 == 0x20 }.count
      if line.allSatisfy({ $0 == 0x20 }) {
        // An empty line belongs to the item if more of it follows.
        guard index + 1 < source.count, source[index + 1].prefix(while: { $0 == 0x20 }).count >= marker.width else {
          break
        }
        inner.append([])
      } else if indentation >= marker.width {
        inner.append(Array(line.dropFirst(marker.width)))
      } else if Self.listMarker(line) == nil, !(inner.last?.isEmpty ?? true), Self.headingLevel(line) == nil {
        inner.append(line)
      } else {
        break
      }
      index += 1
    }
    var (opening, following) = (first, rest)
    opening.append(Array("  ".utf8) + marker.sign)
    following.append([UInt8](repeating: 0x20, count: 2 + DisplayWidth.columns(of: marker.sign)))
    render(inner, opening, following, depth: depth + 1)
    return index
  }

  // MARK: Paragraphs

  private mutating func renderParagraph(
    _ source: [[UInt8]], _ start: Int, _ first: StyledLine, _ rest: StyledLine
  ) -> Int {
    var index = start
    var text: [UInt8] = []
    var parts: [StyledLine] = []
    func takePart() {
      if !text.isEmpty { parts.append(MarkdownInline.parse(text)) }
      text = []
    }
    while index < source.count {
      let content = source[index].drop { $0 == 0x20 || $0 == 0x09 }
      if content.isEmpty { break }
      if index > start {
        if Self.headingLevel(Array(content)) != nil || content.starts(with: "```".utf8)
          || content.first == UInt8(ascii: ">")
        {
          break
        }
        if Self.listMarker(source[index]) != nil { break }
        if content.allSatisfy({ $0 == UInt8(ascii: "=") }) || content.allSatisfy({ $0 == UInt8(ascii: "-") }) {
          renderHeading(text, content.first == UInt8(ascii: "=") ? 1 : 2, first)
          return index + 1
        }
      }
      if !text.isEmpty { text.append(0x0a) }
      text += content
      // Two blanks at the end end the line.
      if source[index].suffix(2).elementsEqual([0x20, 0x20]) { takePart() }
      index += 1
    }
    takePart()
    fill(parts, first, rest)
    return index
  }

  /// Breaks lines between words.
  private mutating func fill(_ parts: [StyledLine], _ first: StyledLine, _ rest: StyledLine) {
    var prefix = first
    for part in parts {
      var line = prefix
      var column = prefix.width
      var isEmpty = true
      for word in Self.words(part) {
        let size = word.width
        if !isEmpty, column + 1 + size > width {
          lines.append(line)
          prefix = rest
          (line, column, isEmpty) = (rest, rest.width, true)
        }
        if !isEmpty {
          line.append([0x20], Self.joint(line, word))
          column += 1
        }
        for run in word.runs { line.append(run.text, run.style) }
        column += size
        isEmpty = false
      }
      lines.append(line)
      prefix = rest
    }
  }

  /// The style of a blank between two words: what they have in common.
  private static func joint(_ line: StyledLine, _ word: StyledLine) -> TextStyle {
    guard let last = line.runs.last?.style, let next = word.runs.first?.style else { return [] }
    return last.intersection(next)
  }

  private static func words(_ line: StyledLine) -> [StyledLine] {
    var words: [StyledLine] = []
    var word = StyledLine()
    for run in line.runs {
      var start = 0
      for index in run.text.indices where run.text[index] == 0x20 {
        word.append(run.text[start..<index], run.style)
        start = index + 1
        if !word.runs.isEmpty { words.append(word) }
        word = StyledLine()
      }
      word.append(run.text[start...], run.style)
    }
    if !word.runs.isEmpty { words.append(word) }
    return words
  }

  // MARK: Tables

  private static func isTableRule(_ line: [UInt8]) -> Bool {
    line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: ".utf8.contains($0) }
  }

  private static func cells(_ line: [UInt8]) -> [StyledLine] {
    var cells: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in line.drop(while: { $0 == 0x20 }).dropFirst() {
      if byte == UInt8(ascii: "|"), !isEscaped { cells.append([]) } else { cells[cells.count - 1].append(byte) }
      isEscaped = byte == UInt8(ascii: "\\")
    }
    if let last = cells.last, last.allSatisfy({ $0 == 0x20 }) { cells.removeLast() }
    return cells.map { cell in
      var text = Array(cell.drop { $0 == 0x20 })
      while text.last == 0x20 { text.removeLast() }
      return MarkdownInline.parse(text)
    }
  }

  /// Columns as wide as their cells; what does not fit is broken in the last one.
  private mutating func renderTable(_ source: [[UInt8]], _ start: Int, _ prefix: StyledLine) -> Int {
    var rows: [[StyledLine]] = [Self.cells(source[start])]
    var index = start + 2
    while index < source.count, source[index].first(where: { $0 != 0x20 }) == UInt8(ascii: "|") {
      rows.append(Self.cells(source[index]))
      index += 1
    }
    let count = rows.map { $0.count }.max() ?? 0
    var widths = [Int](repeating: 0, count: count)
    for row in rows { for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.width) } }
    for (number, row) in rows.enumerated() {
      var line = prefix
      line.append([0x20, 0x20])
      for (column, cell) in row.enumerated() where column < row.count - 1 {
        for run in cell.runs { line.append(run.text, number == 0 ? run.style.union(.bold) : run.style) }
        line.append([UInt8](repeating: 0x20, count: widths[column] - cell.width + 2))
      }
      var hanging = prefix
      hanging.append([UInt8](repeating: 0x20, count: min(width / 2, line.width - prefix.width)))
      var last = StyledLine()
      for run in row.last?.runs ?? [] { last.append(run.text, number == 0 ? run.style.union(.bold) : run.style) }
      fill([last], line, hanging)
    }
    return index
  }
}
