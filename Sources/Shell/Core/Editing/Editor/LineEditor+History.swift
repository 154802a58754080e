// The keys that bring former commands back: Up and Down, Ctrl+R, Alt+., and suggestions.

extension LineEditor {
  // MARK: Suggestions

  /// What the newest fitting entry has behind the line.
  var suggestion: Bytes {
    guard isActive, !isDumb, overlay == .none, walk == nil, buffer.cursor == buffer.text.count, offersText,
      let entry = history.continuation(of: buffer.text)
    else { return [] }
    return Bytes(entry.dropFirst(buffer.text.count))
  }

  private var offersText: Bool { keyStyle == .emacs || vi.mode == .insert }

  // MARK: Up and Down

  /// Goes to another line of the command, or to the next entry in `direction` that starts with what was typed.
  mutating func recall(_ direction: Int) {
    var column = buffer.column
    if case .vertical(let kept) = lastEffect { column = kept }
    if lastEffect != .recall, let place = buffer.place(linesAway: direction, column: column) {
      buffer.move(to: place)
      effect = .vertical(column: column)
      return
    }
    effect = .recall
    var walk =
      self.walk
      ?? HistoryWalk(index: history.entries.count, prefix: buffer.text, draft: buffer, shown: buffer.text)
    var index = walk.index + direction
    while index >= 0, index < history.entries.count {
      if history.entries[index].starts(with: walk.prefix), history.entries[index] != buffer.text {
        walk.index = index
        return show(EditBuffer(history.entries[index]), walk)
      }
      index += direction
    }
    if index >= history.entries.count, walk.index < history.entries.count {
      walk.index = history.entries.count
      show(walk.draft, walk)
    }
  }

  mutating func recallEnd(isFirst: Bool) {
    let walk =
      self.walk
      ?? HistoryWalk(index: history.entries.count, prefix: [], draft: buffer, shown: buffer.text)
    effect = .recall
    if isFirst, let first = history.entries.first {
      var walk = walk
      walk.index = 0
      show(EditBuffer(first), walk)
    } else if !isFirst {
      var walk = walk
      walk.index = history.entries.count
      show(walk.draft, walk)
    }
  }

  private mutating func show(_ state: EditBuffer, _ walk: HistoryWalk) {
    buffer = state
    self.walk = walk
    self.walk?.shown = state.text
  }

  // MARK: The last argument

  /// Inserts the last word of the last entry; when pressed again, that of the one before it.
  mutating func insertLastArgument() {
    var entry = history.entries.count - 1
    var start = buffer.cursor
    if case .lastArgument(let former, let shown) = lastEffect {
      start = former
      entry = shown - 1
    }
    guard entry >= 0, start <= buffer.cursor else { return ring() }
    buffer.replace(start..<buffer.cursor, with: ShellWords.last(of: history.entries[entry]))
    effect = .lastArgument(start: start, entry: entry)
  }

  // MARK: Search

  mutating func beginSearch(isOlder: Bool, isVi: Bool = false) {
    overlay = .search(
      HistorySearch(index: history.entries.count, isOlder: isOlder, original: buffer, isVi: isVi))
  }

  /// Takes a key while a search is open. Returns whether the key is used up.
  mutating func take(_ key: Key, _ search: HistorySearch) -> Bool {
    var search = search
    switch key {
    case .text(let bytes): find(search.query + bytes, search, from: min(search.index, history.entries.count - 1))
    case .paste(let bytes): find(search.query + bytes.prefix(1000), search, from: history.entries.count - 1)
    case .backspace:
      if search.query.isEmpty { return leaveSearch(search, keeps: false) }
      let query = Bytes(search.query[..<UTF8Scanner.start(before: search.query.count, in: search.query)])
      search.index = history.entries.count
      find(query, search, from: history.entries.count - 1)
    case .control(18), .up, .control(19), .down:
      search.isOlder = key == .control(18) || key == .up
      if search.query.isEmpty { search.query = lastQuery }
      find(search.query, search, from: search.index + (search.isOlder ? -1 : 1))
    case .control(7), .control(3): return leaveSearch(search, keeps: false)
    case .escape: return leaveSearch(search, keeps: true)
    case .enter where search.isVi: return leaveSearch(search, keeps: true)
    default:
      _ = leaveSearch(search, keeps: true)
      return key == .unknown
    }
    return true
  }

  private mutating func leaveSearch(_ search: HistorySearch, keeps: Bool) -> Bool {
    overlay = .none
    if !keeps { buffer = search.original }
    if !search.query.isEmpty { lastQuery = search.query }
    if search.isVi {
      vi.searchIndex = search.index
      vi.searchesOlder = search.isOlder
      vi.mode = .command
    }
    return true
  }

  /// Shows the next entry from `start` on that contains `query`; without one, the shown entry stays.
  private mutating func find(_ query: Bytes, _ search: HistorySearch, from start: Int) {
    var search = search
    search.query = query
    search.isFound = query.isEmpty
    search.place = nil
    defer { overlay = .search(search) }
    var index = start
    while index >= 0, index < history.entries.count, !query.isEmpty {
      let isOther = index == search.index || history.entries[index] != buffer.text
      if isOther, let place = HistorySearch.place(of: query, in: history.entries[index]) {
        buffer = EditBuffer(history.entries[index])
        buffer.move(to: place.lowerBound)
        search.index = index
        search.place = place
        search.isFound = true
        return
      }
      index += search.isOlder ? -1 : 1
    }
    // The entry that is shown may fit still.
    search.place = HistorySearch.place(of: query, in: buffer.text)
  }

  /// Goes on with the last search, for `n` and `N` of vi.
  mutating func searchAgain(isOlder: Bool) {
    var search = HistorySearch(index: vi.searchIndex, isOlder: isOlder, original: buffer)
    search.query = lastQuery
    find(lastQuery, search, from: vi.searchIndex + (isOlder ? -1 : 1))
    if case .search(let found) = overlay {
      if found.isFound { vi.searchIndex = found.index } else { ring() }
    }
    overlay = .none
  }
}
