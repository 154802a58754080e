// Motions over brackets, sentences, paragraphs and sections.

extension Sodium {
  // MARK: - Brackets

  private static let brackets = Array("(){}[]".utf8)

  /// The bracket that belongs to the one at or behind the cursor.
  func pair() -> MotionTarget? {
    let line = text.line(cursor.line)
    guard let index = line[min(cursor.byte, line.count)...].firstIndex(where: Self.brackets.contains),
      let place = partner(of: Position(cursor.line, index))
    else { return nil }
    var target = MotionTarget(place, .inclusive)
    target.isJump = true
    target.isLarge = true
    return target
  }

  /// The bracket that belongs to the one at a place. Quotes are not looked at.
  func partner(of place: Position) -> Position? {
    let line = text.line(place.line)
    guard place.byte < line.count, let index = Self.brackets.firstIndex(of: line[place.byte]) else { return nil }
    let isForward = index % 2 == 0
    return bracket(
      Self.brackets[index ^ 1], own: line[place.byte], from: place, isForward: isForward, count: 1)
  }

  /// The `count`-th bracket `wanted` that is not closed on the way (`own` opens another one).
  func bracket(_ wanted: UInt8, own: UInt8, from place: Position, isForward: Bool, count: Int) -> Position? {
    var depth = count
    var number = place.line
    var line = text.line(number)
    var index = place.byte
    while true {
      index += isForward ? 1 : -1
      while index < 0 || index >= line.count {
        number += isForward ? 1 : -1
        guard number >= 0, number <= text.lastLine else { return nil }
        line = text.line(number)
        index = isForward ? 0 : line.count - 1
      }
      if line[index] == wanted {
        depth -= 1
        if depth == 0 { return Position(number, index) }
      } else if line[index] == own {
        depth += 1
      }
    }
  }

  /// `[(`, `[{`, `])`, `]}`.
  func unmatched(_ bracket: UInt8, _ times: Int) -> MotionTarget? {
    guard let index = Self.brackets.firstIndex(of: bracket) else { return nil }
    let isForward = index % 2 == 1
    guard
      let place = self.bracket(
        bracket, own: Self.brackets[index ^ 1], from: cursor, isForward: isForward, count: times)
    else { return nil }
    var target = MotionTarget(place, isForward ? .inclusive : .exclusive)
    target.isJump = true
    return target
  }

  // MARK: - Paragraphs and sections

  func paragraph(_ isForward: Bool, _ times: Int) -> MotionTarget? {
    var number = cursor.line
    for turn in 0..<times {
      // Empty lines here belong to no paragraph.
      var isInside = false
      while true {
        if !text.isEmpty(line: number) { isInside = true } else if isInside { break }
        let next = number + (isForward ? 1 : -1)
        guard next >= 0, next <= text.lastLine else {
          guard turn == times - 1 else { return nil }
          return edge(isForward)
        }
        number = next
      }
    }
    var target = MotionTarget(Position(number, 0))
    target.isJump = true
    target.isLarge = true
    return target
  }

  /// The end (or begin) of the text, where a motion stops; nil when the cursor is there.
  private func edge(_ isForward: Bool) -> MotionTarget? {
    let line = text.line(text.lastLine)
    let place = isForward ? Position(text.lastLine, Characters.last(line)) : .zero
    guard place != cursor else { return nil }
    var target = MotionTarget(place, isForward ? .inclusive : .exclusive)
    target.isJump = true
    target.isLarge = true
    return target
  }

  func section(_ isForward: Bool, _ brace: UInt8, _ times: Int) -> MotionTarget? {
    var number = cursor.line
    for _ in 0..<times {
      repeat {
        number += isForward ? 1 : -1
        guard number >= 0, number <= text.lastLine else {
          return edge(isForward).map {
            var target = MotionTarget(firstNonBlank($0.place.line))
            target.isJump = true
            return target
          }
        }
      } while text.line(number).first != brace
    }
    var target = MotionTarget(Position(number, 0))
    target.isJump = true
    return target
  }

  // MARK: - Sentences

  /// The begins of sentences around the cursor's paragraph, and of the paragraphs at its sides.
  func sentenceStarts(in lines: ClosedRange<Int>, backwards: Bool = false) -> [Position] {
    var starts: [Position] = []
    var expects = true
    var wasEmpty = false
    for number in lines {
      let line = text.line(number)
      if line.isEmpty {
        // An empty line is a sentence of its own; of several the one that is met first.
        if wasEmpty, backwards { starts.removeLast() }
        if !wasEmpty || backwards { starts.append(Position(number, 0)) }
        wasEmpty = true
        expects = true
        continue
      }
      wasEmpty = false
      var index = 0
      while index < line.count {
        if expects, !Characters.isBlank(line[index]) {
          starts.append(Position(number, index))
          expects = false
        }
        if ".!?".utf8.contains(line[index]) {
          var end = index + 1
          while end < line.count, ")]\"'".utf8.contains(line[end]) { end += 1 }
          if end == line.count || Characters.isBlank(line[end]) {
            expects = true
            index = end
            continue
          }
        }
        index += 1
      }
    }
    return starts
  }

  /// Lines far enough around the cursor for a number of sentences, from the begin of a paragraph on.
  func linesForSentences(_ times: Int, isForward: Bool) -> ClosedRange<Int> {
    let reach = 200 + min(times, 1000) * 20
    var first = isForward ? cursor.line : max(0, cursor.line - reach)
    let farthest = max(0, first - 2000)
    while first > farthest, !text.isEmpty(line: first) || !text.isEmpty(line: first - 1) { first -= 1 }
    return first...min(text.lastLine, isForward ? cursor.line + reach : cursor.line)
  }

  func sentence(_ isForward: Bool, _ times: Int) -> MotionTarget? {
    let lines = linesForSentences(times, isForward: isForward)
    let starts = sentenceStarts(in: lines, backwards: !isForward)
    let found = isForward ? starts.filter { $0 > cursor } : starts.filter { $0 < cursor }.reversed()
    guard found.count >= times else { return isForward && found.count == times - 1 ? edge(true) : nil }
    var target = MotionTarget(found[times - 1])
    target.isJump = true
    target.isLarge = true
    return target
  }
}
