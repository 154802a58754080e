// Reads patches: unified, with context of the old style, normal; with the lines that git adds. Text around them is
// passed over.
//
// Specification: POSIX.1-2017, patch; GNU diffutils 3.8, output formats; git-diff, generating patch text with -p.

public import UtilitySupport

/// Reads the changes of one file after the other.
public struct PatchReader {
  private let lines: [ArraySlice<UInt8>]
  /// The next line.
  private var position = 0
  private var form = PatchHeader.Form.unified
  private var stripsReturns = false

  /// What is known of the file while its header is read.
  private struct Draft {
    var header = PatchHeader()
    /// Names of lines that start with `***`, `---`, `+++`.
    var stars: PatchHeader.Side?
    var dashes: PatchHeader.Side?
    var plus: PatchHeader.Side?
    var start: Int
  }

  public init(_ text: Bytes) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0a).map { $0 + 1 } ?? text.count
      lines.append(text[start..<end])
      start = end
    }
    self.lines = lines
  }

  /// Whether the patch ends within a line.
  public var endsInLine: Bool { lines.last.map { $0.last != 0x0a } ?? false }
  public var isEmpty: Bool { lines.isEmpty }
  public var isAtEnd: Bool { position >= lines.count }

  // MARK: Headers

  /// The next file; nil when there are no more.
  public mutating func nextHeader() throws(PatchError) -> PatchHeader? {
    var draft = Draft(start: position)
    while position < lines.count {
      let line = lines[position]
      if draft.header.isGit, line.starts(with: "diff --git ".utf8), position > draft.start {
        if let header = finishGit(&draft) { return header }
      }
      if let header = try hunkStart(line, &draft) { return header }
      note(line, &draft)
      position += 1
      if draft.header.form == .binary { return finish(&draft, .binary) }
    }
    return draft.header.isGit ? finishGit(&draft) : nil
  }

  /// Takes what a line before the hunks says.
  private func note(_ line: ArraySlice<UInt8>, _ draft: inout Draft) {
    func rest(_ mark: String) -> Bytes? { line.starts(with: mark.utf8) ? Bytes(line.dropFirst(mark.utf8.count)) : nil }
    if let text = rest("*** ") {
      draft.stars = Self.side(text)
    } else if let text = rest("--- ") {
      draft.dashes = Self.side(text)
    } else if let text = rest("+++ ") {
      draft.plus = Self.side(text)
    } else if let text = rest("Index:") {
      draft.header.index = Bytes(text.drop(while: Character8.isBlank).prefix { $0 != 0x0a })
    } else if let text = rest("diff --git ") {
      draft = Draft(start: draft.start)
      draft.header.isGit = true
      let words = Self.gitNames(text)
      (draft.header.old.name, draft.header.new.name) = (words?.0, words?.1)
    } else if draft.header.isGit {
      noteGit(line, &draft.header)
    }
  }

  private func noteGit(_ line: ArraySlice<UInt8>, _ header: inout PatchHeader) {
    func rest(_ mark: String) -> Bytes? {
      guard line.starts(with: mark.utf8) else { return nil }
      return Bytes(line.dropFirst(mark.utf8.count).prefix { $0 != 0x0a && $0 != 0x0d })
    }
    func mode(_ text: Bytes) -> UInt16? { text.octal.flatMap { $0 >> 12 == 8 ? UInt16($0 & 0o7777) : nil } }
    if let text = rest("old mode ") {
      header.old.mode = mode(text)
    } else if let text = rest("new mode ") {
      header.new.mode = mode(text)
    } else if let text = rest("deleted file mode ") {
      header.old.mode = mode(text)
      header.new.isNothing = true
      header.newAbsence = 2
    } else if let text = rest("new file mode ") {
      header.new.mode = mode(text)
      header.old.isNothing = true
      header.oldAbsence = 2
    } else if let text = rest("rename from ") {
      header.old.name = "a/".bytes + Self.plain(text)
      header.isRename = true
    } else if let text = rest("rename to ") {
      header.new.name = "b/".bytes + Self.plain(text)
      header.isRename = true
    } else if let text = rest("copy from ") {
      header.old.name = "a/".bytes + Self.plain(text)
      header.isCopy = true
    } else if let text = rest("copy to ") {
      header.new.name = "b/".bytes + Self.plain(text)
      header.isCopy = true
    } else if let text = rest("index "), let blank = text.lastIndex(of: 0x20) {
      let bits = mode(Bytes(text[(blank + 1)...]))
      if header.old.mode == nil, header.new.mode == nil { (header.old.mode, header.new.mode) = (bits, bits) }
    } else if rest("GIT binary patch") != nil {
      header.form = .binary
    }
  }

  private static func plain(_ text: Bytes) -> Bytes {
    text.first == UInt8(ascii: "\"") ? PatchNames.unquoted(text[...])?.name ?? text : text
  }

  /// Both names of a line `diff --git a/NAME b/NAME`: they may have blanks, but are the same then.
  private static func gitNames(_ text: Bytes) -> (Bytes, Bytes)? {
    let line = text.prefix { $0 != 0x0a && $0 != 0x0d }
    if line.first == UInt8(ascii: "\""), let (first, end) = PatchNames.unquoted(line) {
      let second = line[end...].drop(while: Character8.isBlank)
      return (first, plain(Bytes(second)))
    }
    // Of the same length on both sides of the blank in the middle.
    let middle = line.startIndex + line.count / 2
    if line.count % 2 == 1, line[middle] == 0x20 {
      let (first, second) = (Bytes(line[..<middle]), Bytes(line[(middle + 1)...]))
      if first.drop(while: { $0 != 0x2f }) == second.drop(while: { $0 != 0x2f }) { return (first, second) }
    }
    let words = line.split(separator: 0x20)
    return words.count == 2 ? (Bytes(words[0]), Bytes(words[1])) : nil
  }

  private static func side(_ text: Bytes) -> PatchHeader.Side {
    var side = PatchHeader.Side()
    let (name, time) = PatchNames.split(text)
    if name.elementsEqual("/dev/null".utf8) {
      side.isNothing = true
      return side
    }
    side.name = name.isEmpty ? nil : name
    side.time = time.map { $0.last == 0x0d ? $0.dropLast() : $0 }
    if let time = side.time, isStartOfTime(time) { side.isNothing = true }
    return side
  }

  /// Whether a time is that of a file that is not there.
  private static func isStartOfTime(_ text: Bytes) -> Bool {
    DateParser.parse(text, now: DateParser.Moment(seconds: 1, nanoseconds: 0), zone: TimeZoneRule("UTC0".bytes))
      .map { $0.seconds == 0 } ?? false
  }

  /// The whole header when the line starts the first hunk.
  private mutating func hunkStart(_ line: ArraySlice<UInt8>, _ draft: inout Draft) throws(PatchError) -> PatchHeader? {
    if line.starts(with: "@@ -".utf8) {
      let numbers = Self.absence(line)
      take(draft.dashes, draft.plus, numbers.old, numbers.new, &draft)
      let (old, new) = (draft.header.old, draft.header.new)
      let isNamed = (old.name != nil || old.isNothing) && (new.name != nil || new.isNothing)
      if !isNamed, draft.header.index == nil, needsNames { return nil }
      return finish(&draft, .unified)
    }
    if line.starts(with: "***************".utf8), position + 1 < lines.count,
      lines[position + 1].starts(with: "*** ".utf8)
    {
      // The stars of the hunk are no name.
      let isEmptyOld = lines[position + 1].starts(with: "*** 0 ****".utf8)
      take(draft.stars, draft.dashes, isEmptyOld, isEmptyNew(), &draft)
      return finish(&draft, .context)
    }
    guard let first = line.first, Character8.isDigit(first), let command = NormalCommand(line) else { return nil }
    let next = position + 1 < lines.count ? lines[position + 1] : []
    let mark = command.letter == UInt8(ascii: "a") ? "> " : "< "
    if command.isWhole, next.starts(with: mark.utf8) {
      return needsNames && draft.header.index == nil ? nil : finish(&draft, .normal)
    }
    if !command.isWhole, draft.header.index != nil || position == draft.start {
      throw .isEdScript(line: position + 1)
    }
    return nil
  }

  /// Whether hunks without a name before them are no patch.
  public var needsNames = false

  /// Whether the new half of the context diff at hand is of no lines.
  private func isEmptyNew() -> Bool {
    for line in lines[(position + 2)...] {
      if line.starts(with: "--- ".utf8) { return line.starts(with: "--- 0 ----".utf8) }
      guard let mark = line.first, " -!\\".utf8.contains(mark) else { return false }
    }
    return false
  }

  private static func absence(_ line: ArraySlice<UInt8>) -> (old: Bool, new: Bool) {
    func isZero(_ text: ArraySlice<UInt8>) -> Bool {
      text.first == 0x30 && !(text.dropFirst().first.map(Character8.isDigit) ?? false)
    }
    let old = line.dropFirst(4)
    let new = old.drop { $0 != 0x20 && $0 != 0x0a }.drop { $0 == 0x20 }
    return (isZero(old), new.first == UInt8(ascii: "+") && isZero(new.dropFirst()))
  }

  private func take(
    _ old: PatchHeader.Side?, _ new: PatchHeader.Side?, _ isOldEmpty: Bool, _ isNewEmpty: Bool, _ draft: inout Draft
  ) {
    let modes = (draft.header.old.mode, draft.header.new.mode)
    if let old, !draft.header.isRename, !draft.header.isCopy { draft.header.old = old }
    if let new, !draft.header.isRename, !draft.header.isCopy { draft.header.new = new }
    (draft.header.old.mode, draft.header.new.mode) = modes
    if isOldEmpty { draft.header.oldAbsence = draft.header.old.isNothing ? 2 : 1 }
    if isNewEmpty { draft.header.newAbsence = draft.header.new.isNothing ? 2 : 1 }
  }

  private mutating func finishGit(_ draft: inout Draft) -> PatchHeader? {
    let header = draft.header
    let isChange =
      header.isRename || header.isCopy || header.oldAbsence + header.newAbsence > 0
      || (header.old.mode != header.new.mode)
    if !isChange {
      draft = Draft(start: position)
      return nil
    }
    return finish(&draft, .none)
  }

  private mutating func finish(_ draft: inout Draft, _ form: PatchHeader.Form) -> PatchHeader {
    self.form = form
    draft.header.form = form
    draft.header.line = position + 1
    let names = lines[draft.start..<position]
    stripsReturns = names.contains { line in
      ["--- ", "+++ ", "*** "].contains { line.starts(with: $0.utf8) } && line.suffix(2).elementsEqual([0x0d, 0x0a])
    }
    draft.header.stripsReturns = stripsReturns
    draft.header.leading = names.map { Bytes($0) }
    return draft.header
  }

  // MARK: Hunks

  /// The next hunk of the file; nil when there are no more.
  public mutating func nextHunk() throws(PatchError) -> PatchHunk? {
    guard position < lines.count else { return nil }
    switch form {
    case .unified: return lines[position].starts(with: "@@ -".utf8) ? try unifiedHunk() : nil
    case .context: return lines[position].starts(with: "********".utf8) ? try contextHunk() : nil
    case .normal: return try normalHunk()
    case .none, .binary: return nil
    }
  }

  private func malformed(_ index: Int) -> PatchError {
    guard index < lines.count else { return .ends(line: index + 1) }
    return .malformed(line: index + 1, text: Bytes(lines[index]))
  }

  /// What is wrong with the number of a line.
  private func wrongNumber(_ index: Int, _ text: ArraySlice<UInt8>) -> PatchError {
    let digits = Bytes(text.prefix(while: Character8.isDigit))
    if digits.count < 17 { return .noNumber(line: index + 1, text: Bytes(lines[index])) }
    return .largeNumber(digits, line: index + 1, text: Bytes(lines[index]))
  }

  /// A line's text behind its mark.
  private func content(_ line: ArraySlice<UInt8>, _ mark: Int) -> Bytes {
    var text = Bytes(line.dropFirst(mark))
    if text.last != 0x0a { text.append(0x0a) }
    if stripsReturns, text.suffix(2).elementsEqual([0x0d, 0x0a]) { text.remove(at: text.count - 2) }
    return text
  }

  /// Whether a line says that the one before has no end.
  private func isRemark(_ index: Int) -> Bool { index < lines.count && lines[index].first == UInt8(ascii: "\\") }

  /// `-START,COUNT`: what follows the sign.
  private static func span(_ text: inout ArraySlice<UInt8>) -> (start: Int, count: Int)? {
    func number(_ text: inout ArraySlice<UInt8>) -> Int? {
      let digits = text.prefix(while: Character8.isDigit)
      // Nineteen digits might be more than a number holds, and no file has so many lines.
      guard !digits.isEmpty, digits.count < 17, let value = digits.decimal else { return nil }
      text = text.dropFirst(digits.count)
      return value
    }
    guard let start = number(&text) else { return nil }
    guard text.first == UInt8(ascii: ",") else { return (start, 1) }
    text = text.dropFirst()
    guard let count = number(&text) else { return nil }
    return (start, count)
  }

  private mutating func unifiedHunk() throws(PatchError) -> PatchHunk {
    let head = position
    var text = lines[head].dropFirst(4)
    guard let old = Self.span(&text) else { throw wrongNumber(head, text) }
    guard text.starts(with: " +".utf8) else { throw malformed(head) }
    text = text.dropFirst(2)
    guard let new = Self.span(&text) else { throw wrongNumber(head, text) }
    guard text.starts(with: " @".utf8) else { throw malformed(head) }
    let remark = text.dropFirst(text.starts(with: " @@".utf8) ? 3 : 2).prefix { $0 != 0x0a && $0 != 0x0d }
    // Where a side is empty its number is that of the line before.
    var hunk = PatchHunk(
      oldStart: old.count == 0 ? old.start + 1 : old.start, newStart: new.count == 0 ? new.start + 1 : new.start,
      lines: [], remark: Bytes(remark))
    var (oldLeft, newLeft) = (old.count, new.count)
    position += 1
    while oldLeft > 0 || newLeft > 0 {
      let line = position < lines.count ? lines[position] : [0x20, 0x0a]
      // Empty lines at the end of a patch get lost on the way.
      if position >= lines.count {
        if newLeft > 3 { throw .ends(line: position + 1) }
        if oldLeft == 0 || newLeft == 0 { throw .malformed(line: position, text: Bytes(line)) }
      }
      switch line.first {
      case UInt8(ascii: " ") where oldLeft > 0 && newLeft > 0: hunk.lines.append(.init(.context, content(line, 1)))
      case 0x0a where oldLeft > 0 && newLeft > 0,
        0x0d where oldLeft > 0 && newLeft > 0, 0x09 where oldLeft > 0 && newLeft > 0:
        hunk.lines.append(.init(.context, content(line, 0)))
      case UInt8(ascii: "-") where oldLeft > 0: hunk.lines.append(.init(.removed, content(line, 1)))
      case UInt8(ascii: "+") where newLeft > 0: hunk.lines.append(.init(.added, content(line, 1)))
      default: throw malformed(position)
      }
      if hunk.lines.last?.kind != .added { oldLeft -= 1 }
      if hunk.lines.last?.kind != .removed { newLeft -= 1 }
      position += 1
      takeRemark(&hunk.lines)
    }
    return hunk
  }

  private mutating func takeRemark(_ lines: inout [PatchHunk.Line]) {
    guard isRemark(position), let last = lines.indices.last else { return }
    if lines[last].text.last == 0x0a { lines[last].text.removeLast() }
    position += 1
  }

  // MARK: Context

  private mutating func contextHunk() throws(PatchError) -> PatchHunk {
    let remark = Bytes(lines[position].drop { $0 == UInt8(ascii: "*") }.prefix { $0 != 0x0a && $0 != 0x0d })
    position += 1
    guard let old = contextSpan("*** ", " ****") else { throw malformed(position) }
    let first = try contextHalf(old.count, "-!", .removed)
    guard let new = contextSpan("--- ", " ----") else { throw malformed(position) }
    let second = try contextHalf(new.count, "+!", .added)
    guard first.count == old.count || first.isEmpty, second.count == new.count || second.isEmpty else {
      throw malformed(position)
    }
    guard let merged = Self.merged(first, second, old.count, new.count) else { throw malformed(position) }
    return PatchHunk(
      oldStart: old.count == 0 ? old.start + 1 : old.start, newStart: new.count == 0 ? new.start + 1 : new.start,
      lines: merged, remark: remark)
  }

  /// `*** FIRST,LAST ****`.
  private mutating func contextSpan(_ mark: String, _ end: String) -> (start: Int, count: Int)? {
    guard position < lines.count, lines[position].starts(with: mark.utf8) else { return nil }
    var text = lines[position].dropFirst(4)
    let isPair =
      text.prefix(while: Character8.isDigit).endIndex < text.endIndex
      && text[text.prefix(while: Character8.isDigit).endIndex] == UInt8(ascii: ",")
    guard let span = Self.span(&text), text.starts(with: end.utf8) else { return nil }
    position += 1
    if isPair { return span.count >= span.start ? (span.start, span.count - span.start + 1) : (span.count, 0) }
    return span.start == 0 ? (0, 0) : (span.start, 1)
  }

  private mutating func contextHalf(
    _ count: Int, _ marks: String, _ kind: PatchHunk.Kind
  ) throws(PatchError) -> [PatchHunk.Line] {
    var half: [PatchHunk.Line] = []
    while half.count < count, position < lines.count {
      let line = lines[position]
      guard let mark = line.first else { break }
      let isMarked = marks.utf8.contains(mark) && line.dropFirst().first == 0x20
      if !isMarked, mark != 0x20, mark != 0x0a { break }
      half.append(.init(isMarked ? kind : .context, mark == 0x0a ? [0x0a] : content(line, min(2, line.count - 1))))
      position += 1
      takeRemark(&half)
    }
    return half
  }

  /// Both halves as one; a half without changes is left out in such diffs. Nil when they do not fit.
  private static func merged(
    _ first: [PatchHunk.Line], _ second: [PatchHunk.Line], _ oldCount: Int, _ newCount: Int
  ) -> [PatchHunk.Line]? {
    if first.isEmpty, oldCount > 0 {
      return second.count { $0.kind == .context } == oldCount && second.count == newCount ? second : nil
    }
    if second.isEmpty, newCount > 0 { return first.count { $0.kind == .context } == newCount ? first : nil }
    var merged: [PatchHunk.Line] = []
    var (i, j) = (0, 0)
    while i < first.count || j < second.count {
      if i < first.count, first[i].kind == .removed {
        merged.append(first[i])
        i += 1
      } else if j < second.count, second[j].kind == .added {
        merged.append(second[j])
        j += 1
      } else {
        guard i < first.count, j < second.count else { return nil }
        merged.append(first[i])
        (i, j) = (i + 1, j + 1)
      }
    }
    return merged
  }

  // MARK: Normal

  /// `3,4c5`: a command of a normal diff; of an ed script when it is not whole.
  private struct NormalCommand {
    var old: (start: Int, count: Int)
    var letter: UInt8
    var new: (start: Int, count: Int) = (0, 0)
    var isWhole: Bool

    init?(_ line: ArraySlice<UInt8>) {
      var text = line
      guard let old = Self.lines(&text), let letter = text.first, "acd".utf8.contains(letter) else { return nil }
      (self.old, self.letter) = (old, letter)
      text = text.dropFirst()
      if let new = Self.lines(&text) {
        self.new = new
        isWhole = true
      } else {
        isWhole = false
      }
      guard text.allSatisfy({ $0 == 0x0a || $0 == 0x0d }) else { return nil }
      if letter == UInt8(ascii: "a") { self.old = (old.start + 1, 0) }
      if letter == UInt8(ascii: "d") { new = (new.start + 1, 0) }
    }

    /// `FIRST,LAST`.
    private static func lines(_ text: inout ArraySlice<UInt8>) -> (start: Int, count: Int)? {
      var rest = text
      guard let span = PatchReader.span(&rest) else { return nil }
      let isPair = text[..<rest.startIndex].contains(UInt8(ascii: ","))
      guard !isPair || span.count >= span.start else { return nil }
      text = rest
      return (span.start, isPair ? span.count - span.start + 1 : 1)
    }
  }

  private mutating func normalHunk() throws(PatchError) -> PatchHunk? {
    guard let command = NormalCommand(lines[position]), command.isWhole else { return nil }
    position += 1
    var hunk = PatchHunk(oldStart: command.old.start, newStart: command.new.start, lines: [])
    try takeNormal(command.old.count, "< ", .removed, &hunk.lines)
    if command.letter == UInt8(ascii: "c") {
      guard position < lines.count, lines[position].starts(with: "---".utf8) else { throw malformed(position) }
      position += 1
    }
    try takeNormal(command.new.count, "> ", .added, &hunk.lines)
    return hunk
  }

  private mutating func takeNormal(
    _ count: Int, _ mark: String, _ kind: PatchHunk.Kind, _ result: inout [PatchHunk.Line]
  ) throws(PatchError) {
    var left = count
    while left > 0 {
      guard position < lines.count, lines[position].starts(with: mark.utf8) else { throw malformed(position) }
      result.append(.init(kind, content(lines[position], 2)))
      position += 1
      takeRemark(&result)
      left -= 1
    }
  }
}
