// The text that every match of a pattern holds, to look for before the machine is asked.

/// A piece of text, its ASCII letters perhaps in either case.
struct Literal {
  /// Small letters where the case is open.
  var bytes: [UInt8] = []
  /// 0x20 where the case is open, else 0.
  var masks: [UInt8] = []
  /// Whether nothing else is in the pattern: a place of the text is a match.
  var isWhole = false

  mutating func append(_ byte: UInt8, ignoresCase: Bool) {
    let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a
    bytes.append(ignoresCase && isLetter ? byte | 0x20 : byte)
    masks.append(ignoresCase && isLetter ? 0x20 : 0)
  }

  /// The longest piece that stands in every match; nil when there is none.
  init?(_ pattern: Node, _ options: PatternOptions) {
    var finder = LiteralFinder(options)
    finder.visit(pattern)
    finder.cut()
    guard !finder.longest.bytes.isEmpty else { return nil }
    self = finder.longest
    isWhole = finder.isWhole && !options.wholeLines && !options.wholeWords
  }

  init() {}
}

/// Walks through a pattern and collects runs of single characters.
private struct LiteralFinder {
  let options: PatternOptions
  var longest = Literal()
  private var run = Literal()
  /// Nothing but one run was seen.
  var isWhole = true

  init(_ options: PatternOptions) { self.options = options }

  /// Ends the run.
  mutating func cut() {
    if run.bytes.count > longest.bytes.count { longest = run }
    run = Literal()
  }

  private mutating func breakRun() {
    isWhole = false
    cut()
  }

  mutating func visit(_ node: Node) {
    switch node {
    case .empty: break
    case .byte(let byte): run.append(byte, ignoresCase: false)
    case .scalar(let scalar):
      if scalar >= 0x80, !options.usesBytes {
        guard !options.ignoresCase || CaseFolding.otherCase(scalar) == nil else { return breakRun() }
        for byte in UTF8Text.encode(scalar) { run.append(byte, ignoresCase: false) }
      } else {
        run.append(UInt8(truncatingIfNeeded: scalar), ignoresCase: options.ignoresCase)
      }
    case .sequence(let parts): for part in parts { visit(part) }
    case .group(let content, _):
      // A group has to be reported, which takes the machine.
      isWhole = false
      visit(content)
    case .repeated(let body, let minimum, let maximum):
      if minimum == 1, maximum == 1 { return visit(body) }
      breakRun()
      guard minimum > 0 else { return }
      visit(body)
      breakRun()
    case .set(let set):
      // `[.]` is a character like any other.
      guard set.ranges.count == 1, let only = set.ranges.first, only.count == 1, only.lowerBound < 0x80 else {
        return breakRun()
      }
      run.append(UInt8(truncatingIfNeeded: only.lowerBound), ignoresCase: false)
    case .alternatives, .backReference: breakRun()
    case .assertion: isWhole = false
    }
  }
}
