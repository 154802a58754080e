// The keys of a pager.

/// A key press.
public enum PagerKey: Equatable, Sendable {
  case character(UInt8)
  case up, down, left, right, pageUp, pageDown, home, end
  case other
}

extension Pager {
  /// Does what a key says.
  public mutating func press(_ key: PagerKey) -> Action {
    message = []
    isFollowing = false
    if input.purpose != nil {
      guard case .character(let byte) = key else { return .none }
      if case .done(let purpose, let text) = input.type(byte) { return finish(purpose, text) }
      return .none
    }
    if case .character(let byte) = key, input.takeDigit(byte) { return .none }
    let number = input.number
    input.number = nil
    switch key {
    case .character(let byte): return press(byte, number)
    case .up: moveUp(number ?? 1)
    case .down: moveDown(number ?? 1)
    case .left: layout.shift = max(0, layout.shift - (number ?? layout.columns / 2))
    case .right: shiftRight(number)
    case .pageUp: moveUp(height)
    case .pageDown: moveDown(height)
    case .home: go(to: 0)
    case .end: goToEnd()
    case .other: break
    }
    return .none
  }

  private mutating func shiftRight(_ number: Int?) {
    // Lines that are moved sideways are cut.
    layout.chops = true
    top.row = 0
    layout.shift = min(1 << 16, layout.shift + (number ?? layout.columns / 2))
  }

  private mutating func press(_ byte: UInt8, _ number: Int?) -> Action {
    switch byte {
    case UInt8(ascii: "q"), UInt8(ascii: "Q"), 3: return .quit
    case UInt8(ascii: "j"), UInt8(ascii: "e"), 0x0d, 0x0a, 5, 14: moveDown(number ?? 1)
    case UInt8(ascii: "k"), UInt8(ascii: "y"), 11, 16, 25: moveUp(number ?? 1)
    case 0x20, UInt8(ascii: "f"), UInt8(ascii: "z"), 6, 22: moveDown(number ?? height)
    case UInt8(ascii: "b"), UInt8(ascii: "w"), 2: moveUp(number ?? height)
    case UInt8(ascii: "d"), 4: moveDown(number ?? max(1, height / 2))
    case UInt8(ascii: "u"), 21: moveUp(number ?? max(1, height / 2))
    case UInt8(ascii: "g"), UInt8(ascii: "<"): go(to: (number ?? 1) - 1)
    case UInt8(ascii: "G"), UInt8(ascii: ">"): if let number { go(to: number - 1) } else { goToEnd() }
    case UInt8(ascii: "%"), UInt8(ascii: "p"): goToPercent(min(100, number ?? 0))
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "m"), UInt8(ascii: "'"),
      UInt8(ascii: "-"), UInt8(ascii: ":"):
      input.ask(byte)
    case UInt8(ascii: "n"): searchAgain(back: searchesBack)
    case UInt8(ascii: "N"): searchAgain(back: !searchesBack)
    case UInt8(ascii: "="), 7: message = describePlace()
    case UInt8(ascii: "F"):
      isFollowing = true
      follow()
      return .follow
    case UInt8(ascii: "h"), UInt8(ascii: "H"): return .help
    case UInt8(ascii: "r"), 12: break
    default: message = Array("Type h for help".utf8)
    }
    return .none
  }

  private mutating func goToPercent(_ percent: Int) {
    lines.reachEnd()
    let wanted = lines.size / 100 * percent + lines.size % 100 * percent / 100
    var (low, high) = (0, max(0, lines.count - 1))
    while low < high {
      let middle = (low + high + 1) / 2
      if lines.start(of: middle) <= wanted { low = middle } else { high = middle - 1 }
    }
    go(to: low)
  }

  // MARK: Texts

  private mutating func finish(_ purpose: UInt8, _ text: [UInt8]) -> Action {
    switch purpose {
    case UInt8(ascii: "/"), UInt8(ascii: "?"): startSearch(text, back: purpose == UInt8(ascii: "?"))
    case UInt8(ascii: "&"):
      filter = text.isEmpty ? nil : makeExpression(text)
      top.row = 0
      settle()
    case UInt8(ascii: "m"): if let mark = text.first { marks[mark] = top }
    case UInt8(ascii: "'"): goToMark(text.first ?? 0)
    case UInt8(ascii: "-"): toggle(text.first ?? 0)
    case UInt8(ascii: ":"):
      switch text.first {
      case UInt8(ascii: "n"): return .nextFile
      case UInt8(ascii: "p"): return .previousFile
      case UInt8(ascii: "q"): return .quit
      case UInt8(ascii: "f"): message = describePlace()
      default: break
      }
    default: break
    }
    return .none
  }

  private mutating func startSearch(_ text: [UInt8], back: Bool) {
    searchesBack = back
    if !text.isEmpty {
      guard let made = makeExpression(text) else { return }
      (query, expression) = (text, made)
    }
    guard expression != nil else { return message = Array("No previous regular expression".utf8) }
    if !search(from: back ? top.line - 1 : top.line + (text.isEmpty ? 1 : 0), back: back) {
      message = Array("Pattern not found".utf8)
    }
  }

  private mutating func searchAgain(back: Bool) {
    guard expression != nil else { return message = Array("No previous regular expression".utf8) }
    if !search(from: top.line + (back ? -1 : 1), back: back) { message = Array("Pattern not found".utf8) }
  }

  private mutating func goToMark(_ mark: UInt8) {
    switch mark {
    case UInt8(ascii: "^"): go(to: 0)
    case UInt8(ascii: "$"): goToEnd()
    default:
      guard let place = marks[mark] else { return message = Array("Mark not set".utf8) }
      top = place
      settle()
    }
  }

  private mutating func toggle(_ option: UInt8) {
    func shown(_ text: StaticString, _ isOn: Bool) -> [UInt8] {
      Array((text.description + (isOn ? ": on" : ": off")).utf8)
    }
    top.row = 0
    switch option {
    case UInt8(ascii: "S"):
      layout.chops.toggle()
      layout.shift = 0
      message = shown("Chop long lines", layout.chops)
    case UInt8(ascii: "N"):
      layout.showsNumbers.toggle()
      message = shown("Line numbers", layout.showsNumbers)
    case UInt8(ascii: "R"):
      layout.isRaw.toggle()
      message = shown("Colours", layout.isRaw)
    case UInt8(ascii: "i"), UInt8(ascii: "I"):
      options.ignoresCase = options.ignoresCase == nil ? option == UInt8(ascii: "I") : nil
      message = shown("Ignore case in searches", options.ignoresCase != nil)
      if !query.isEmpty { expression = makeExpression(query) }
    default: message = Array("There is no such option".utf8)
    }
    settle()
  }
}
