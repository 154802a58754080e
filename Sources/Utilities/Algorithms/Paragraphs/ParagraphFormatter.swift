// Breaks paragraphs into lines of about the same length: of all ways to break, the one that costs least.
//
// A short line costs, a ragged edge costs, a break behind the end of a sentence is cheap, one behind an abbreviation is
// dear.
//
// Specification: GNU coreutils 9.1, fmt; D. Knuth, M. Plass, Breaking Paragraphs into Lines, 1981.

public import UtilitySupport

/// Formats a text.
public struct ParagraphFormatter {
  /// How lines belong together.
  public struct Style: Sendable {
    public enum Indentation: Sendable {
      /// All lines of a paragraph stand equally far in.
      case plain
      /// The second line says how far the rest stands in.
      case crown
      /// As crown, and a line that stands as far in as the first starts a paragraph.
      case tagged
      /// Lines are never joined.
      case split
    }
    public var indentation = Indentation.plain
    /// One blank between words, two between sentences.
    public var isUniform = false
    public var width = 75
    public var goal = 70
    /// Only lines that start so are formatted.
    public var prefix = Bytes()

    public init() {}
  }

  struct Word {
    var text = Bytes()
    /// Blanks behind it.
    var space = 0
    var startsWithBracket = false
    var endsWithPeriod = false
    var endsWithMark = false
    var endsSentence = false
    // The best way from here on.
    var lineLength = 0
    var cost = 0
    var next = 0
  }

  /// More than this is formatted piece by piece.
  private static let mostWords = 998
  private static let mostBytes = 5000
  private static let tab = 8

  let style: Style
  private let prefix: Bytes
  private let prefixLead: Int
  private let prefixFullLength: Int
  private let read: () -> UInt8?
  private let write: (UInt8) -> Void
  private var hasTabs = false
  private var inColumn = 0
  private var outColumn = 0
  private var prefixIndent = 0
  private var nextPrefixIndent = 0
  private var firstIndent = 0
  private var otherIndent = 0
  private var lastLength = 0
  private var words: [Word] = []
  private var held = 0

  /// - Parameters:
  ///   - read: the next byte; nil at the end.
  ///   - write: takes what comes out.
  public init(_ style: Style, read: @escaping () -> UInt8?, write: @escaping (UInt8) -> Void) {
    (self.style, self.read, self.write) = (style, read, write)
    let start = style.prefix.drop { $0 == 0x20 }
    prefixLead = style.prefix.count - start.count
    prefixFullLength = start.count
    var shown = Bytes(start)
    while shown.last == 0x20 { shown.removeLast() }
    prefix = shown
  }

  /// Formats one input.
  public mutating func run() {
    (hasTabs, otherIndent) = (false, 0)
    var next = takePrefix()
    while paragraph(&next) {
      arrange()
      put(until: words.count)
    }
  }

  // MARK: Reading

  private mutating func skipBlanks(_ byte: UInt8?) -> UInt8? {
    var byte = byte
    while true {
      if byte == 0x20 {
        inColumn += 1
      } else if byte == 0x09 {
        hasTabs = true
        inColumn = (inColumn / Self.tab + 1) * Self.tab
      } else {
        return byte
      }
      byte = read()
    }
  }

  /// Reads the prefix of a line: the first byte behind it, or the first that does not fit.
  private mutating func takePrefix() -> UInt8? {
    inColumn = 0
    var byte = skipBlanks(read())
    if prefix.isEmpty {
      nextPrefixIndent = min(prefixLead, inColumn)
      return byte
    }
    nextPrefixIndent = inColumn
    for wanted in prefix {
      if byte != wanted { return byte }
      inColumn += 1
      byte = read()
    }
    return skipBlanks(byte)
  }

  private func isSameParagraph(_ byte: UInt8?) -> Bool {
    nextPrefixIndent == prefixIndent && inColumn >= nextPrefixIndent + prefixFullLength && byte != nil && byte != 0x0a
  }

  private mutating func setOtherIndent(_ isSame: Bool) {
    switch style.indentation {
    case .split, .plain: otherIndent = firstIndent
    case .crown: otherIndent = isSame ? inColumn : firstIndent
    case .tagged:
      if isSame, inColumn != firstIndent {
        otherIndent = inColumn
      } else if otherIndent == firstIndent {
        otherIndent = firstIndent == 0 ? 3 : 0
      }
    }
  }

  /// Reads a paragraph; false at the end. `next` is the first byte of the line at hand, then of the line behind.
  private mutating func paragraph(_ next: inout UInt8?) -> Bool {
    lastLength = 0
    var byte = next
    // Empty lines, and lines without the prefix, stay as they are.
    while byte == 0x0a || byte == nil || nextPrefixIndent < prefixLead
      || inColumn < nextPrefixIndent + prefixFullLength
    {
      guard copyRest(byte) else {
        next = nil
        return false
      }
      write(0x0a)
      byte = takePrefix()
    }
    prefixIndent = nextPrefixIndent
    firstIndent = inColumn
    words = []
    held = 0
    byte = line(byte)
    setOtherIndent(isSameParagraph(byte))
    switch style.indentation {
    case .split: break
    case .crown:
      if isSameParagraph(byte) {
        repeat { byte = line(byte) } while isSameParagraph(byte) && inColumn == otherIndent
      }
    case .tagged:
      if isSameParagraph(byte), inColumn != firstIndent {
        repeat { byte = line(byte) } while isSameParagraph(byte) && inColumn == otherIndent
      }
    case .plain: while isSameParagraph(byte), inColumn == otherIndent { byte = line(byte) }
    }
    if let last = words.indices.last { (words[last].endsWithPeriod, words[last].endsSentence) = (true, true) }
    next = byte
    return true
  }

  /// Copies the rest of a line; false when that was the end of the input.
  private mutating func copyRest(_ first: UInt8?) -> Bool {
    outColumn = 0
    var byte = first
    if inColumn > nextPrefixIndent || (byte != 0x0a && byte != nil) {
      putSpace(nextPrefixIndent)
      for letter in prefix where outColumn != inColumn {
        write(letter)
        outColumn += 1
      }
      if byte != nil, byte != 0x0a { putSpace(inColumn - outColumn) }
      if byte == nil, inColumn >= nextPrefixIndent + prefix.count { write(0x0a) }
    }
    while let letter = byte, letter != 0x0a {
      write(letter)
      byte = read()
    }
    return byte != nil
  }

  /// Splits a line into words; the first byte of the next line.
  private mutating func line(_ first: UInt8?) -> UInt8? {
    var byte = first
    repeat {
      var word = Word()
      while let letter = byte, !Character8.isSpace(letter) || word.text.isEmpty {
        if held == Self.mostBytes {
          setOtherIndent(true)
          flush(&word)
        }
        word.text.append(letter)
        held += 1
        byte = read()
      }
      inColumn += word.text.count
      word.judge()
      let start = inColumn
      byte = skipBlanks(byte)
      word.space = inColumn - start
      word.endsSentence = byte == nil || (word.endsWithPeriod && (byte == 0x0a || word.space > 1))
      if byte == 0x0a || byte == nil || style.isUniform { word.space = word.endsSentence ? 2 : 1 }
      if words.count == Self.mostWords {
        setOtherIndent(true)
        var none = Word()
        flush(&none)
      }
      words.append(word)
    } while byte != 0x0a && byte != nil
    return takePrefix()
  }

  // MARK: Breaking

  private static func square(_ value: Int) -> Int { value &* value }
  private static func shortCost(_ value: Int) -> Int { square(value &* 10) }

  /// Finds the best breaks, from the last word to the first.
  private mutating func arrange() {
    let end = words.count
    for start in words.indices.reversed() {
      var best = Int.max
      var length = (start == 0 ? firstIndent : otherIndent) + words[start].text.count
      var index = start
      repeat {
        index += 1
        var cost = lineCost(index, length) + (index == end ? 0 : words[index].cost)
        if start == 0, lastLength > 0 { cost += Self.shortCost(length - lastLength) / 2 }
        if cost < best {
          best = cost
          (words[start].next, words[start].lineLength) = (index, length)
        }
        if index == end { break }
        length += words[index - 1].space + words[index].text.count
      } while length < style.width
      words[start].cost = best &+ baseCost(start)
    }
  }

  private func baseCost(_ index: Int) -> Int {
    var cost = Self.square(70)
    if index > 0 {
      let before = words[index - 1]
      if before.endsWithPeriod {
        cost += before.endsSentence ? -Self.square(50) : Self.square(600)
      } else if before.endsWithMark {
        cost -= Self.square(40)
      } else if index > 1, words[index - 2].endsSentence {
        cost += Self.square(200) / (before.text.count + 2)
      }
    }
    if words[index].startsWithBracket {
      cost -= Self.square(40)
    } else if words[index].endsSentence {
      cost += Self.square(150) / (words[index].text.count + 2)
    }
    return cost
  }

  private func lineCost(_ next: Int, _ length: Int) -> Int {
    if next == words.count { return 0 }
    var cost = Self.shortCost(style.goal - length)
    if words[next].next != words.count { cost += Self.shortCost(length - words[next].lineLength) / 2 }
    return cost
  }

  /// Writes the first part of a paragraph that is too long to be held.
  private mutating func flush(_ current: inout Word) {
    guard !words.isEmpty else {
      for byte in current.text { write(byte) }
      current.text = []
      held = 0
      return
    }
    arrange()
    var split = words.count
    var best = Int.max
    var index = words[0].next
    while index != words.count {
      let next = words[index].next
      let step = words[index].cost &- (next == words.count ? 0 : words[next].cost)
      if step < best { (split, best) = (index, step) }
      if best <= Int.max - 9 { best += 9 }
      index = next
    }
    put(until: split)
    words.removeFirst(split)
    held = words.reduce(current.text.count) { $0 + $1.text.count }
  }

  // MARK: Writing

  private mutating func put(until end: Int) {
    guard !words.isEmpty else { return }
    putLine(0, firstIndent)
    var index = words[0].next
    while index < end {
      putLine(index, otherIndent)
      index = words[index].next
    }
  }

  private mutating func putLine(_ start: Int, _ indent: Int) {
    outColumn = 0
    putSpace(prefixIndent)
    for byte in prefix { write(byte) }
    outColumn += prefix.count
    putSpace(indent - outColumn)
    let end = words[start].next
    for index in start..<end {
      for byte in words[index].text { write(byte) }
      outColumn += words[index].text.count
      if index < end - 1 { putSpace(words[index].space) }
    }
    lastLength = outColumn
    write(0x0a)
  }

  private mutating func putSpace(_ count: Int) {
    let target = outColumn + count
    if hasTabs {
      let stop = target / Self.tab * Self.tab
      if outColumn + 1 < stop {
        while outColumn < stop {
          write(0x09)
          outColumn = (outColumn / Self.tab + 1) * Self.tab
        }
      }
    }
    while outColumn < target {
      write(0x20)
      outColumn += 1
    }
  }
}

extension ParagraphFormatter.Word {
  /// Looks at the first letter and the last ones.
  fileprivate mutating func judge() {
    guard let first = text.first, let last = text.last else { return }
    startsWithBracket = "(['`\"".utf8.contains(first)
    endsWithMark =
      Character8.isPrintable(last) && !Character8.isDigit(last) && !Character8.isLetter(last) && last != 0x20
    let closing = text.dropFirst().reversed().prefix { ")]'\"".utf8.contains($0) }.count
    endsWithPeriod = ".?!".utf8.contains(text[text.count - 1 - closing])
  }
}
