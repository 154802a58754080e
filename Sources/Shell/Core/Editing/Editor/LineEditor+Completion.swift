// Tab, and the keys while its menu is open.

extension LineEditor {
  /// Inserts what all candidates share, and opens a menu where there are several.
  mutating func complete() {
    let completion = surroundings.completions(of: buffer.text, cursor: buffer.cursor)
    guard completion.start >= 0, completion.start <= buffer.cursor,
      Cluster.isBoundary(completion.start, in: buffer.text), let first = completion.candidates.first
    else { return ring() }
    if completion.candidates.count == 1 { return replaceWord(completion.start, first.replacement + first.suffix) }
    let typed = Bytes(buffer.text[completion.start..<buffer.cursor])
    let prefix = completion.commonPrefix
    let hasMore = prefix != typed && prefix.count >= typed.count
    if hasMore { replaceWord(completion.start, prefix) }
    if isDumb {
      if !hasMore { list(completion) }
    } else {
      overlay = .menu(CompletionMenu(completion, original: buffer))
    }
  }

  /// Puts text in place of the word before the cursor.
  private mutating func replaceWord(_ start: Int, _ text: Bytes) {
    guard buffer.text.count + text.count <= Limits.editedLine else { return ring() }
    buffer.replace(start..<buffer.cursor, with: text)
  }

  /// Lists the candidates on a terminal that cannot show a menu.
  private mutating func list(_ completion: Completion) {
    output += dumb.finish() + completion.table(width: width)
  }

  /// Takes a key while the menu is open. Returns whether the key is used up.
  mutating func take(_ key: Key, _ menu: CompletionMenu) -> Bool {
    var menu = menu
    let columns = menu.columns(width: width)
    switch key {
    case .tab, .down: menu.step(1)
    case .backTab, .up: menu.step(-1)
    case .right where menu.selection != nil: menu.stepColumn(1, columns)
    case .left where menu.selection != nil: menu.stepColumn(-1, columns)
    case .pageDown: menu.stepPage(1, rows: menuRows, columns)
    case .pageUp: menu.stepPage(-1, rows: menuRows, columns)
    case .enter:
      overlay = .none
      guard let selected = menu.selected else { return false }
      insert(selected.suffix)
      return true
    case .escape, .control(7):
      overlay = .none
      buffer = menu.original
      return true
    case .text, .backspace: return narrow(key, menu)
    case .unknown: return true
    default:
      overlay = .none
      return false
    }
    if let selected = menu.selected, menu.start <= buffer.cursor { replaceWord(menu.start, selected.replacement) }
    overlay = .menu(menu)
    return true
  }

  /// Types into the word; the menu shows what fits still.
  private mutating func narrow(_ key: Key, _ menu: CompletionMenu) -> Bool {
    overlay = .none
    // The selected candidate stands in the line now: what is typed comes behind it.
    guard menu.selection == nil else { return false }
    if keyStyle == .vi { takeVi(key) } else { takeEmacs(key) }
    guard buffer.cursor >= menu.start, menu.start <= buffer.text.count else { return true }
    let word = Bytes(buffer.text[menu.start..<buffer.cursor])
    var menu = menu
    menu.narrow(to: word)
    menu.original = buffer
    if !menu.candidates.isEmpty, !word.isEmpty || key == .backspace { overlay = .menu(menu) }
    return true
  }

  /// Rows for the menu when it is paged.
  var menuRows: Int { max(1, height / 2) }
}
