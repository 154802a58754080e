// Each word of a text within its context, for `ptx`: which words, and what of the context fits on a line.
//
// Specification: GNU coreutils 9.1, ptx.

import UtilitySupport

/// A permuted index of a text.
struct PermutedIndex {
  /// A word: where it is, and its context.
  struct Word {
    let range: Range<Int>
    let context: Range<Int>
  }

  /// The pieces of the context that a line shows, and whether each is cut.
  struct Fields {
    var tail = 0..<0
    var before = 0..<0
    var key = 0..<0
    var head = 0..<0
    var cutsTail = false
    var cutsBefore = false
    var cutsKey = false
    var cutsHead = false
  }

  /// What fits.
  struct Measures {
    let half: Int
    let gap: Int
    let before: Int
    let key: Int

    init(width: Int, gap: Int, mark: Int) {
      half = max(0, width) / 2
      self.gap = gap
      before = max(0, half - gap - 2 * mark)
      key = half - 2 * mark
    }
  }

  private let text: Bytes
  private(set) var words: [Word] = []
  private var longest = 0

  init(_ text: Bytes) {
    self.text = text
    var start = 0
    while start < text.count {
      let next = Self.sentenceEnd(text, start)
      var end = next
      while end > start, Character8.isSpace(text[end - 1]) { end -= 1 }
      var place = start
      while true {
        while place < end, !Character8.isLetter(text[place]) { place += 1 }
        if place == end { break }
        let first = place
        while place < end, Character8.isLetter(text[place]) { place += 1 }
        words.append(Word(range: first..<place, context: start..<end))
        longest = max(longest, place - first)
      }
      start = next
    }
  }

  /// The place behind a sentence and the blanks that follow it.
  private static func sentenceEnd(_ text: Bytes, _ start: Int) -> Int {
    var place = start
    while place < text.count {
      guard ".?!".utf8.contains(text[place]) else {
        place += 1
        continue
      }
      var end = place + 1
      while end < text.count, "]\"')}".utf8.contains(text[end]) { end += 1 }
      let isWide = end + 1 < text.count && text[end] == 0x20 && text[end + 1] == 0x20
      if end == text.count || text[end] == 0x0a || text[end] == 0x09 || isWide {
        while end < text.count, Character8.isBlank(text[end]) || text[end] == 0x0a { end += 1 }
        return end
      }
      place += 1
    }
    return text.count
  }

  // MARK: Fields

  /// Behind a word, or behind one other character.
  private func skip(_ place: Int, _ limit: Int) -> Int {
    guard place < limit, Character8.isLetter(text[place]) else { return place + 1 }
    var place = place
    while place < limit, Character8.isLetter(text[place]) { place += 1 }
    return place
  }

  private func skipBlanks(_ place: Int, _ limit: Int) -> Int {
    var place = place
    while place < limit, Character8.isSpace(text[place]) { place += 1 }
    return place
  }

  private func skipBlanksBack(_ place: Int, _ limit: Int) -> Int {
    var place = place
    while place > limit, Character8.isSpace(text[place - 1]) { place -= 1 }
    return place
  }

  /// What a line shows of a word's context: the word and what follows it, what comes before it, and where there is
  /// room on the other side, the rest of both.
  func fields(_ word: Word, _ measures: Measures) -> Fields {
    var fields = Fields()
    let (start, context) = (word.range.lowerBound, word.context)
    let limit = start + measures.key
    var end = word.range.upperBound
    var cursor = end
    while cursor < context.upperBound, cursor <= limit {
      end = cursor
      cursor = skip(cursor, context.upperBound)
    }
    if cursor <= limit { end = cursor }
    fields.cutsKey = end < context.upperBound
    fields.key = start..<skipBlanksBack(end, start)

    var left = context.lowerBound
    // Far to the left nothing can be shown.
    if start - left > measures.half + longest { left = min(start, skip(start - measures.half - longest, start)) }
    let beforeEnd = skipBlanksBack(start, left)
    var beforeStart = left
    while beforeStart + measures.before < beforeEnd { beforeStart = skip(beforeStart, beforeEnd) }
    fields.cutsBefore = skipBlanksBack(beforeStart, 0) > context.lowerBound
    beforeStart = skipBlanks(beforeStart, text.count)
    fields.before = min(beforeStart, beforeEnd)..<beforeEnd
    addTail(&fields, measures, context)
    addHead(&fields, measures, context, left, min(beforeStart, start))
    return fields
  }

  private func addTail(_ fields: inout Fields, _ measures: Measures, _ context: Range<Int>) {
    let room = measures.before - fields.before.count - measures.gap
    guard room > 0 else { return }
    let start = skipBlanks(fields.key.upperBound, text.count)
    var (end, cursor) = (start, start)
    while cursor < context.upperBound, cursor < start + room {
      end = cursor
      cursor = skip(cursor, context.upperBound)
    }
    if cursor < start + room { end = cursor }
    if end > start {
      fields.cutsKey = false
      fields.cutsTail = end < context.upperBound
    }
    fields.tail = start..<skipBlanksBack(end, start)
  }

  private func addHead(
    _ fields: inout Fields, _ measures: Measures, _ context: Range<Int>, _ left: Int, _ before: Int
  ) {
    let room = measures.key - fields.key.count - measures.gap
    guard room > 0 else { return }
    let end = skipBlanksBack(before, 0)
    var start = left
    while start + room < end { start = skip(start, end) }
    if end > start {
      fields.cutsBefore = false
      fields.cutsHead = start > context.lowerBound
    }
    start = skipBlanks(start, end)
    fields.head = min(start, end)..<end
  }
}
