// The arguments of sed's commands between delimiters: patterns, replacements, translations, and their escapes.

import RegularExpressions

extension SedParser {
  /// Takes a text up to its delimiter; nil when there is none. In patterns a delimiter in brackets is a character.
  mutating func takeDelimited(_ delimiter: UInt8, isPattern: Bool) -> [UInt8]? {
    guard delimiter != 0x0a, delimiter != UInt8(ascii: "\\") else { return nil }
    var content: [UInt8] = []
    while let byte = next() {
      if byte == delimiter { return content }
      if byte == 0x0a, isPattern {
        index -= 1
        return nil
      }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = next() else { return nil }
        if escaped == delimiter {
          if !isPattern, delimiter == UInt8(ascii: "&") { content.append(byte) }
        } else if escaped == UInt8(ascii: "n"), isPattern {
          content.append(0x0a)
          continue
        } else if escaped != 0x0a || !isPattern {
          content.append(byte)
        }
        content.append(escaped)
      } else if byte == UInt8(ascii: "["), isPattern {
        guard let set = takeBracket() else {
          index = text.count
          return nil
        }
        content += set
      } else {
        content.append(byte)
      }
    }
    return nil
  }

  /// A bracket expression with its brackets; nil when it does not end on this line.
  private mutating func takeBracket() -> [UInt8]? {
    let start = index
    var end = index
    if end < text.count, text[end] == UInt8(ascii: "^") { end += 1 }
    if end < text.count, text[end] == UInt8(ascii: "]") { end += 1 }
    while end < text.count, text[end] != UInt8(ascii: "]"), text[end] != 0x0a {
      if text[end] == UInt8(ascii: "["), end + 1 < text.count, ":.=".utf8.contains(text[end + 1]) {
        let mark = text[end + 1]
        var close = end + 2
        while close + 1 < text.count, text[close] != mark || text[close + 1] != UInt8(ascii: "]") { close += 1 }
        if close + 1 < text.count { end = close + 1 }
      }
      end += 1
    }
    guard end < text.count, text[end] == UInt8(ascii: "]") else { return nil }
    index = end + 1
    var set: [UInt8] = [UInt8(ascii: "[")]
    var place = start
    while place <= end {
      // `[\n]` is the line feed, `[\t]` the tab.
      if text[place] == UInt8(ascii: "\\"), place + 1 < end {
        let known: UInt8? =
          switch text[place + 1] {
          case UInt8(ascii: "n"): 0x0a
          case UInt8(ascii: "t"): 0x09
          case UInt8(ascii: "f"): 0x0c
          case UInt8(ascii: "v"): 0x0b
          case UInt8(ascii: "r"): 0x0d
          case UInt8(ascii: "a"): 0x07
          default: nil
          }
        if let known {
          set.append(known)
          place += 2
          continue
        }
      }
      set.append(text[place])
      place += 1
    }
    return set
  }

  // MARK: Escapes

  /// Takes an escape that produces a character, behind its backslash: `\t`, `\x41`, `\d065`, `\o101`, `\cA`. Nil (and
  /// nothing is taken) when it is none.
  mutating func takeEscape() -> [UInt8]? {
    guard let letter = peek() else { return nil }
    let plain: UInt8? =
      switch letter {
      case UInt8(ascii: "a"): 0x07
      case UInt8(ascii: "f"): 0x0c
      case UInt8(ascii: "n"): 0x0a
      case UInt8(ascii: "r"): 0x0d
      case UInt8(ascii: "t"): 0x09
      case UInt8(ascii: "v"): 0x0b
      default: nil
      }
    if let plain {
      index += 1
      return [plain]
    }
    switch letter {
    case UInt8(ascii: "c"):
      guard let control = peek(1) else { return nil }
      index += 2
      return [(control >= 0x61 && control <= 0x7a ? control - 0x20 : control) ^ 0x40]
    case UInt8(ascii: "d"): return takeNumber(base: 10, digits: 3)
    case UInt8(ascii: "o"): return takeNumber(base: 8, digits: 3)
    case UInt8(ascii: "x"): return takeNumber(base: 16, digits: 2)
    default: return nil
    }
  }

  private mutating func takeNumber(base: Int, digits: Int) -> [UInt8]? {
    var value = 0
    var length = 1
    while length <= digits, let byte = peek(length), let digit = Self.digit(byte), digit < base {
      value = value * base + digit
      length += 1
    }
    guard length > 1 else { return nil }
    index += length
    return [UInt8(truncatingIfNeeded: value)]
  }

  private static func digit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x41...0x46: Int(byte) - 0x41 + 10
    case 0x61...0x66: Int(byte) - 0x61 + 10
    default: nil
    }
  }

  /// Runs `body` over a text in place of the script.
  private mutating func reading<Value>(_ content: [UInt8], _ body: (inout SedParser) -> Value) -> Value {
    var inner = self
    inner.replaceText(content)
    return body(&inner)
  }

  // MARK: Patterns

  /// Compiles a pattern; nil for the empty one, which stands for the last that was used.
  func compile(_ pattern: [UInt8], _ flags: PatternOptions) throws(SedError) -> RegularExpression? {
    if pattern.isEmpty {
      if flags.ignoresCase || flags.isMultiline { throw fault("cannot specify modifiers on empty regexp") }
      return nil
    }
    var options = flags
    options.isLenient = false
    options.usesBytes = self.options.usesBytes
    // Where lines end with 0, there are no lines inside of one.
    if self.options.endsLinesWithZero { options.isMultiline = false }
    do throws(PatternError) {
      return try RegularExpression([unescaped(pattern)], self.options.isExtended ? .extended : .basic, options)
    } catch {
      throw fault(error.message)
    }
  }

  /// Puts characters in place of the escapes that produce them.
  private func unescaped(_ pattern: [UInt8]) -> [UInt8] {
    guard pattern.contains(UInt8(ascii: "\\")) else { return pattern }
    var copy = self
    return copy.reading(pattern) { inner in
      var result: [UInt8] = []
      while let byte = inner.next() {
        guard byte == UInt8(ascii: "\\") else {
          result.append(byte)
          continue
        }
        guard let letter = inner.peek() else {
          result.append(byte)
          break
        }
        if letter != UInt8(ascii: "n"), let produced = inner.takeEscape() {
          result += produced
        } else {
          result += [byte, letter]
          inner.index += 1
        }
      }
      return result
    }
  }

  // MARK: s

  mutating func parseSubstitution() throws(SedError) -> SedAction {
    guard let delimiter = next(), let pattern = takeDelimited(delimiter, isPattern: true),
      let replacement = takeDelimited(delimiter, isPattern: false)
    else { throw fault("unterminated `s' command") }
    var result = SedSubstitution()
    var flags = PatternOptions()
    try parseFlags(&result, &flags)
    result.expression = try compile(pattern, flags)
    result.replacement = reading(replacement) { $0.parseReplacement() }
    let highest = result.replacement.reduce(0) { if case .group(let group) = $1 { max($0, group) } else { $0 } }
    if let expression = result.expression, highest > expression.groupCount {
      throw fault("invalid reference \\\(highest) on `s' command's RHS")
    }
    return .substitute(result)
  }

  private mutating func parseFlags(_ result: inout SedSubstitution, _ flags: inout PatternOptions) throws(SedError) {
    var hasNumber = false
    while let flag = next() {
      switch flag {
      case UInt8(ascii: "i"), UInt8(ascii: "I"): flags.ignoresCase = true
      case UInt8(ascii: "m"), UInt8(ascii: "M"): flags.isMultiline = true
      case UInt8(ascii: "p"):
        if result.prints { throw fault("multiple `p' options to `s' command") }
        result.prints = true
      case UInt8(ascii: "g"):
        if result.isGlobal { throw fault("multiple `g' options to `s' command") }
        result.isGlobal = true
      case UInt8(ascii: "w"):
        result.file = try takeOutput()
        return
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if hasNumber { throw fault("multiple number options to `s' command") }
        var value = Int(flag) - 0x30
        while let digit = peek(), digit >= 0x30, digit <= 0x39 {
          value = min(value * 10 + Int(digit) - 0x30, 1 << 40)
          index += 1
        }
        if value == 0 { throw fault("number option to `s' command may not be zero") }
        (result.number, hasNumber) = (value, true)
      case UInt8(ascii: "}"), UInt8(ascii: "#"):
        index -= 1
        return
      case 0x0a, UInt8(ascii: ";"): return
      case 0x20, 0x09, 0x0d: continue
      default: throw fault("unknown option to `s'")
      }
    }
  }

  private mutating func parseReplacement() -> [SedReplacementPart] {
    var parts: [SedReplacementPart] = []
    var run: [UInt8] = []
    func cut(_ part: SedReplacementPart) {
      if !run.isEmpty { parts.append(.text(run)) }
      run = []
      parts.append(part)
    }
    while let byte = next() {
      if byte == UInt8(ascii: "&") {
        cut(.group(0))
        continue
      }
      guard byte == UInt8(ascii: "\\"), let letter = peek() else {
        run.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): cut(.group(Int(letter) - 0x30))
      case UInt8(ascii: "U"): cut(.letters(.upper))
      case UInt8(ascii: "L"): cut(.letters(.lower))
      case UInt8(ascii: "u"): cut(.letters(.nextUpper))
      case UInt8(ascii: "l"): cut(.letters(.nextLower))
      case UInt8(ascii: "E"): cut(.letters(.end))
      default:
        if let produced = takeEscape() {
          run += produced
          continue
        }
        run.append(letter)
      }
      index += 1
    }
    if !run.isEmpty { parts.append(.text(run)) }
    return parts
  }

  // MARK: y

  mutating func parseTranslation() throws(SedError) -> SedAction {
    guard let delimiter = next(), let from = takeDelimited(delimiter, isPattern: false),
      let to = takeDelimited(delimiter, isPattern: false)
    else { throw fault("unterminated `y' command") }
    let source = reading(from) { $0.characters() }
    let target = reading(to) { $0.characters() }
    guard source.count == target.count else { throw fault("strings for `y' command are different lengths") }
    while let byte = peek(), byte == 0x20 || byte == 0x09 { index += 1 }
    if let byte = peek(), byte != 0x0a, byte != UInt8(ascii: ";"), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "#")
    {
      index += 1
      throw fault("extra characters after command")
    }
    guard source.allSatisfy({ $0.count == 1 }), target.allSatisfy({ $0.count == 1 }) else {
      return .translate(zip(source, target).flatMap { [$0, $1] })
    }
    var table = [UInt8](0...255)
    for (old, new) in zip(source, target).reversed() { table[Int(old[0])] = new[0] }
    return .translateBytes(table)
  }

  /// The characters of a text, escapes resolved.
  private mutating func characters() -> [[UInt8]] {
    var found: [[UInt8]] = []
    while let byte = peek() {
      if byte == UInt8(ascii: "\\"), let letter = peek(1) {
        index += 1
        if let produced = takeEscape() {
          found.append(produced)
        } else {
          found.append([letter])
          index += 1
        }
        continue
      }
      let length = options.usesBytes ? 1 : UTF8Text.decode(text.span, at: index).length
      found.append(Array(text[index..<index + length]))
      index += length
    }
    return found
  }
}
