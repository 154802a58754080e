// The picture of the line: prompt, coloured text, suggestion, menu.

extension LineEditor {
  /// Shows the line as it is. In the end it is shown alone, with `trailer` behind it.
  mutating func paint(isFinal: Bool = false, trailer: Bytes = []) {
    if isDumb { return paintDumb(isFinal: isFinal, trailer: trailer) }
    highlighter.update(buffer.text)
    var builder = PictureBuilder(width: width)
    if case .search(let search) = overlay {
      builder.add(Self.title(search), style: Style.plain.rawValue)
    } else {
      for piece in prompt.pieces { builder.add(piece.text, style: piece.style) }
    }
    addText(to: &builder, isFinal: isFinal)
    if isFinal {
      builder.add(trailer, style: Style.plain.rawValue)
    } else {
      // Further lines of an entry come to light when it is accepted.
      builder.add(Bytes(suggestion.prefix { $0 != ASCII.newline }), style: Style.suggestion.rawValue)
    }
    builder.markEnd()
    if case .menu(var menu) = overlay, height > 1 {
      add(&menu, to: &builder)
      overlay = .menu(menu)
    }
    output += screen.paint(builder.picture)
    if !isFinal { setShape(keyStyle == .vi ? vi.shape : 0) }
  }

  private static func title(_ search: HistorySearch) -> Bytes {
    if search.isVi { return (search.isOlder ? "/" : "?").bytes + search.query + " ".bytes }
    return (search.isFound ? "(search) '" : "(search: nothing found) '").bytes + search.query + "': ".bytes
  }

  /// Shows what the keys mean by the cursor: a block for commands, a bar for typing, a line for replacing.
  mutating func setShape(_ number: Int) {
    guard number != shape, !isDumb else { return }
    shape = number
    output += [ASCII.escape, ASCII.leftBracket] + Bytes(decimal: number) + " q".bytes
  }

  // MARK: Text

  private mutating func addText(to builder: inout PictureBuilder, isFinal: Bool) {
    let text = buffer.text
    let marked = isFinal ? nil : markedRange
    let marks: Style = overlay == .none ? .selected : .found
    var span = 0
    /// The looks of the span that was met last.
    var met = (span: -1, style: Style.plain)
    var index = 0
    while index < text.count {
      while span < highlighter.spans.count, highlighter.spans[span].end <= index { span += 1 }
      let end = Cluster.end(of: index, in: text)
      let isNewline = text[index] == ASCII.newline
      if index == buffer.cursor, !isFinal {
        builder.markCursor(columns: isNewline ? 1 : builder.columns(of: text[index..<end]))
      }
      if isNewline {
        builder.endRow()
        if Cluster.columns(continuation[...]) * 2 < width {
          builder.add(continuation, style: Style.faint.rawValue)
        }
      } else {
        var style = Style.plain
        if span < highlighter.spans.count, highlighter.spans[span].start <= index {
          if met.span != span { met = (span, looks(of: highlighter.spans[span])) }
          style = met.style
        }
        if let marked, marked.contains(index) { style = marks }
        builder.add(character: text[index..<end], style: style.rawValue)
      }
      index = end
    }
    if buffer.cursor == text.count, !isFinal { builder.markCursor(columns: 1) }
  }

  /// What a search has found, or what is selected.
  private var markedRange: Range<Int>? {
    if case .search(let search) = overlay { return search.place }
    return overlay == .none && keyStyle == .vi ? viSelection : nil
  }

  private mutating func looks(of span: SyntaxSpan) -> Style {
    guard span.isCommand else { return span.style }
    let name = Bytes(buffer.text[span.start..<span.end])
    let kind: CommandKind
    if let known = kinds[name] {
      kind = known
    } else {
      kind = surroundings.kind(ofCommand: name)
      kinds[name] = kind
    }
    switch kind {
    case .builtin: return .builtin
    case .function, .alias, .program, .directory: return .command
    case .missing: return .missing
    }
  }

  // MARK: Menu

  private func add(_ menu: inout CompletionMenu, to builder: inout PictureBuilder) {
    let columns = menu.columns(width: width)
    let free = height - builder.rowCount
    let isPaged = columns.rows > free
    // With a page of it goes a row that says where the page is.
    let rows = isPaged ? max(1, (free > 3 ? free : menuRows) - 1) : columns.rows
    let window = menu.window(rows: rows, of: columns)
    for row in window {
      builder.endRow()
      for column in 0..<columns.count {
        let index = column * columns.rows + row
        guard index < menu.candidates.count else { continue }
        if column > 0 { builder.add(field: "  ".bytes, limit: 2, pads: false, style: 0) }
        let candidate = menu.candidates[index]
        let isSelected = index == menu.selection
        let isLast = index + columns.rows >= menu.candidates.count || column == columns.count - 1
        let pads = columns.descriptionWidth > 0 || !isLast
        builder.add(
          field: candidate.label, limit: columns.labelWidth, pads: pads,
          style: (isSelected ? Style.selected : .plain).rawValue)
        guard columns.descriptionWidth > 0 else { continue }
        let style = (isSelected ? Style.selected : .faint).rawValue
        builder.add(field: "  ".bytes, limit: 2, pads: false, style: style)
        builder.add(field: candidate.description, limit: columns.descriptionWidth, pads: !isLast, style: style)
      }
    }
    if isPaged, rows > 1 || free > 2 {
      builder.endRow()
      let text =
        "rows ".bytes + Bytes(decimal: window.lowerBound + 1) + "–".bytes + Bytes(decimal: window.upperBound)
        + " of ".bytes + Bytes(decimal: columns.rows)
      builder.add(field: text, limit: width, pads: false, style: Style.faint.rawValue)
    }
  }

  // MARK: Terminals without sequences

  private mutating func paintDumb(isFinal: Bool, trailer: Bytes) {
    var builder = PictureBuilder(width: .max / 2)
    let title: Bytes
    if case .search(let search) = overlay { title = Self.title(search) } else { title = prompt.plainText }
    let lineStart = (title.lastIndex(of: ASCII.newline) ?? -1) + 1
    builder.add(Bytes(title[lineStart...]), style: 0)
    var cursor = builder.place.column
    var index = 0
    while index < buffer.text.count {
      if index == buffer.cursor { cursor = builder.place.column }
      let end = Cluster.end(of: index, in: buffer.text)
      if buffer.text[index] == ASCII.newline {
        builder.add("^J".bytes, style: 0)
      } else {
        builder.add(character: buffer.text[index..<end], style: 0)
      }
      index = end
    }
    if buffer.cursor == buffer.text.count { cursor = builder.place.column }
    if isFinal {
      builder.add(trailer, style: 0)
      cursor = builder.place.column
    }
    if let row = builder.picture.rows.first { output += dumb.paint(row, cursor: cursor) }
  }
}
