// The search of one file: takes its bytes as they come, in pieces of whole lines, and writes what is to be shown.
//
// The piece is searched as a whole; only lines that have to be shown are looked at one by one. Not: files (the
// program), the look of a line (FileSearch+Lines).

public import RegularExpressions

/// The search of one file.
public struct FileSearch {
  let report: SearchReport
  let expression: RegularExpression
  let name: [UInt8]
  /// Digits of the longest place in the file, for output that is aligned.
  let placeWidth: Int
  /// What has been written and not yet been taken.
  public var output: [UInt8] = []
  /// Lines that were selected.
  public private(set) var selected = 0
  /// Whether enough lines were selected.
  public private(set) var isDone = false
  /// Whether this or an earlier file has shown a line.
  public var hasShown: Bool

  private var isBinary = false
  /// Whether a match of a file that is no text was not shown.
  public private(set) var isSummaryDue = false

  /// The current piece: its place in the buffer, and in the file.
  private var piece = 0..<0
  private var offset = 0
  /// Lines in front of the piece, and in front of a place of it.
  private var linesBefore = 0
  private var counted = (place: 0, lines: 0)
  /// Lines of context that are still to be shown behind a selected one.
  private var left = 0
  /// The last lines in front of the piece, with their places in the file.
  private var waiting: [(line: [UInt8], offset: Int)] = []
  /// Place in the file behind the last line that was shown.
  var shownTo = -1

  /// - Parameters:
  ///   - size: bytes of the file, nil when that is not known.
  ///   - hasShown: whether an earlier file has shown a line.
  public init(
    _ expression: RegularExpression, _ report: SearchReport, name: [UInt8], size: Int?, hasShown: Bool
  ) {
    placeWidth = size.map { "\($0)".utf8.count } ?? 19
    self.expression = expression
    self.report = report
    self.name = name
    self.hasShown = hasShown
    isDone = report.limit == 0
  }

  var hasContext: Bool { report.before > 0 || report.after > 0 }

  private var isQuiet: Bool {
    switch report.kind {
    case .lines, .parts: false
    default: true
    }
  }

  private var endsWithFirst: Bool {
    switch report.kind {
    case .names, .nothing: true
    default: false
    }
  }

  // MARK: Pieces

  /// Notes that the file is no text, if these bytes say so. To be called with bytes before they are searched.
  public mutating func inspect(_ bytes: Span<UInt8>) {
    guard !isBinary, report.binaryFiles != .text, report.separator != 0 else { return }
    guard ByteSearch.first(0, in: bytes, 0..<bytes.count) != nil else { return }
    isBinary = true
    if report.binaryFiles == .skip { isDone = true }
  }

  /// Whether nothing more of the file is wanted, context included.
  public var isFinished: Bool { isDone && (left == 0 || isSummaryDue) }

  /// Searches the next piece: a range of a buffer with whole lines, but for the last one of the file.
  public mutating func search(_ text: [UInt8], _ range: Range<Int>) {
    piece = range
    counted = (range.lowerBound, 0)
    var place = range.lowerBound
    while place < range.upperBound, !isDone {
      let hit = expression.lineWithMatch(in: text.span, place..<range.upperBound)
      let start = hit.map { lineStart(text, place, $0) } ?? range.upperBound
      let end = hit.map { lineEnd(text, $0) } ?? range.upperBound
      if report.isInverted {
        select(place..<start, text)
        if !isDone { showTrailing(start..<end, text) }
      } else {
        showTrailing(place..<start, text)
        select(start..<end, text)
      }
      place = end
    }
    if isDone, !isSummaryDue {
      showTrailing(max(range.lowerBound, shownTo - offset + range.lowerBound)..<range.upperBound, text)
    }
    if hasContext { keepContext(text) }
    if report.showsNumbers || hasContext {
      count(to: range.upperBound, text)
      linesBefore += counted.lines
    }
    offset += range.count
  }

  /// Ends the file: counts, names.
  public mutating func finish() {
    switch report.kind {
    case .count:
      if report.showsNames { writeName(report.endsNamesWithZero ? 0 : UInt8(ascii: ":")) }
      output += "\(selected)\n".utf8
    case .names(let withMatch):
      if withMatch == (selected > 0) { writeName(report.endsNamesWithZero ? 0 : 0x0a) }
    case .lines, .parts, .nothing: break
    }
  }

  // MARK: Lines

  private func lineStart(_ text: [UInt8], _ low: Int, _ place: Int) -> Int {
    ByteSearch.last(report.separator, in: text.span, low..<place).map { $0 + 1 } ?? low
  }

  private func lineEnd(_ text: [UInt8], _ place: Int) -> Int {
    ByteSearch.first(report.separator, in: text.span, place..<piece.upperBound).map { $0 + 1 } ?? piece.upperBound
  }

  private mutating func count(to place: Int, _ text: [UInt8]) {
    counted.lines += ByteSearch.count(report.separator, in: text.span, counted.place..<place)
    counted.place = place
  }

  /// Counts lines that are selected, and shows them.
  private mutating func select(_ range: Range<Int>, _ text: [UInt8]) {
    guard !range.isEmpty, !isDone else { return }
    if endsWithFirst {
      selected += 1
      isDone = true
      return
    }
    if report.limit == .max, isQuiet {
      selected += ByteSearch.count(report.separator, in: text.span, range)
      if text[range.upperBound - 1] != report.separator { selected += 1 }
      return
    }
    if isPlain {
      selected += 1
      output += text[range]
      if text[range.upperBound - 1] != report.separator { output.append(report.separator) }
      return
    }
    var start = range.lowerBound
    while start < range.upperBound, !isDone {
      let end = lineEnd(text, start)
      selectLine(start..<end, text)
      start = end
    }
  }

  /// Whether lines are shown as they are, whatever they are.
  private var isPlain: Bool {
    guard case .lines = report.kind, report.limit == .max, !hasContext, !isBinary else { return false }
    guard report.usesBytes || report.binaryFiles == .text, report.colours == nil else { return false }
    return !report.showsNames && !report.showsNumbers && !report.showsOffsets && !report.alignsWithTab
  }

  private mutating func selectLine(_ range: Range<Int>, _ text: [UInt8]) {
    selected += 1
    if selected >= report.limit { isDone = true }
    if isQuiet { return }
    if isBinary || !isText(text.span, range) {
      isSummaryDue = true
      isDone = true
      return
    }
    showLeading(range.lowerBound, text)
    show(text, range, isSelected: true)
    left = report.after
  }

  /// Whether a line is well-formed text.
  private func isText(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !report.usesBytes, report.binaryFiles != .text else { return true }
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] < 0x80 {
        index += 1
        continue
      }
      let (scalar, length) = UTF8Text.decode(text, at: index)
      if scalar == nil { return false }
      index += length
    }
    return true
  }

  private mutating func show(_ text: [UInt8], _ range: Range<Int>, isSelected: Bool) {
    if report.showsNumbers { count(to: range.lowerBound, text) }
    show(
      text, range,
      LinePlace(number: linesBefore + counted.lines + 1, offset: offset + range.lowerBound - piece.lowerBound),
      isSelected: isSelected)
  }

  // MARK: Context

  /// Shows the lines in front of a selected one.
  private mutating func showLeading(_ start: Int, _ text: [UInt8]) {
    guard report.before > 0 else { return }
    let low = max(piece.lowerBound, shownTo - offset + piece.lowerBound)
    var first = start
    var number = 0
    while number < report.before, first > low {
      first = lineStart(text, low, first - 1)
      number += 1
    }
    if first == piece.lowerBound {
      let carried = waiting.suffix(report.before - number).filter { $0.offset >= shownTo }
      for (index, item) in carried.enumerated() {
        let place = LinePlace(number: linesBefore - carried.count + index + 1, offset: item.offset)
        show(item.line, 0..<item.line.count, place, isSelected: false)
      }
    }
    while first < start {
      let end = lineEnd(text, first)
      show(text, first..<end, isSelected: false)
      first = end
    }
  }

  /// Shows lines behind a selected one, as many as are left.
  private mutating func showTrailing(_ range: Range<Int>, _ text: [UInt8]) {
    var start = range.lowerBound
    while start < range.upperBound, left > 0 {
      let end = lineEnd(text, start)
      show(text, start..<end, isSelected: false)
      left -= 1
      start = end
    }
  }

  /// Keeps the last lines of a piece: they may be shown in front of a line of the next.
  private mutating func keepContext(_ text: [UInt8]) {
    var first = piece.upperBound
    var kept: [(line: [UInt8], offset: Int)] = []
    while kept.count < report.before, first > piece.lowerBound {
      let start = lineStart(text, piece.lowerBound, first - 1)
      kept.append((Array(text[start..<first]), offset + start - piece.lowerBound))
      first = start
    }
    waiting += kept.reversed()
    if waiting.count > report.before { waiting.removeFirst(waiting.count - report.before) }
  }
}
