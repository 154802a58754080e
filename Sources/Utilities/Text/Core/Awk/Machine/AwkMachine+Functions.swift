// The functions that the language brings.

import RegularExpressions

extension AwkMachine {
  private mutating func pop() -> AwkValue { stack.popLast() ?? .none }

  private mutating func push(_ value: Double) { stack.append(.number(value)) }

  mutating func run(_ builtin: AwkBuiltin, _ count: Int) throws(AwkError) {
    switch builtin {
    case .length: push(Double(characterCount(text(pop())[...])))
    case .substr: substring(hasLength: count == 3)
    case .index: index()
    case .match: try match()
    case .gensub: try substituteGenerally()
    case .sprintf: stack.append(.string(try formatted(count)))
    case .tolower, .toupper: changeCase(isUpper: builtin == .toupper)
    case .system:
      flushAll()
      push(Double(host.run(text(pop()))))
    case .close:
      if count == 2 { _ = pop() }
      push(Double(close(text(pop()))))
    case .fflush:
      if count > 0 { _ = pop() }
      flushAll()
      push(0)
    case .systime: push(Double(host.time))
    default: calculate(builtin, count)
    }
  }

  private mutating func calculate(_ builtin: AwkBuiltin, _ count: Int) {
    switch builtin {
    case .sin: push(RealFunctions.sine(pop().number))
    case .cos: push(RealFunctions.cosine(pop().number))
    case .atan2:
      let x = pop().number
      push(RealFunctions.arcTangent(pop().number, x))
    case .exp: push(RealFunctions.exponential(pop().number))
    case .log: push(RealFunctions.logarithm(pop().number))
    case .sqrt: push(pop().number.squareRoot())
    case .int: push(pop().number.rounded(.towardZero))
    case .rand: push(random.next())
    case .srand: push(random.start(count > 0 ? pop().number : Double(host.time)))
    case .strtonum: push(Self.anyBase(text(pop())))
    case .compl: push(Double(~Self.bits(pop()) & 0x1f_ffff_ffff_ffff))
    case .lshift, .rshift:
      let places = Self.bits(pop())
      let value = Self.bits(pop())
      push(Double(builtin == .lshift ? value << places : value >> places))
    case .and, .or, .xor:
      var result = Self.bits(pop())
      for _ in 1..<max(1, count) {
        let next = Self.bits(pop())
        result = builtin == .and ? result & next : builtin == .or ? result | next : result ^ next
      }
      push(Double(result))
    default: break
    }
  }

  private static func bits(_ value: AwkValue) -> UInt64 {
    let number = value.number
    return number >= 0 && number < 1.8e19 ? UInt64(number) : 0
  }

  /// A number that may be octal or hexadecimal.
  private static func anyBase(_ text: [UInt8]) -> Double {
    let isHexadecimal = text.count > 2 && text[0] == 0x30 && text[1] | 0x20 == UInt8(ascii: "x")
    guard isHexadecimal || text.count > 1 && text[0] == 0x30 && text.allSatisfy({ $0 >= 0x30 && $0 < 0x38 }) else {
      return NumberText.parse(text[...]).value
    }
    var value = 0.0
    for byte in text.dropFirst(isHexadecimal ? 2 : 1) {
      guard let digit = AwkEscapes.hexadecimal(byte) else { break }
      value = value * (isHexadecimal ? 16 : 8) + Double(digit)
    }
    return value
  }

  // MARK: Characters

  /// Whether characters of a text are its bytes.
  private func isPlain(_ text: ArraySlice<UInt8>) -> Bool { program.usesBytes || text.allSatisfy { $0 < 0x80 } }

  private func characterCount(_ text: ArraySlice<UInt8>) -> Int {
    program.usesBytes ? text.count : text.count { $0 & 0xc0 != 0x80 }
  }

  /// The place of a character, counted from 0; the end when there are fewer.
  private func place(ofCharacter number: Int, in text: [UInt8], from start: Int = 0) -> Int {
    if program.usesBytes { return min(text.count, start + number) }
    var index = start
    var left = number
    while index < text.count {
      if text[index] & 0xc0 != 0x80 {
        if left == 0 { return index }
        left -= 1
      }
      index += 1
    }
    return index
  }

  private mutating func substring(hasLength: Bool) {
    let length = hasLength ? pop().number : .infinity
    let start = pop().number.rounded(.towardZero)
    let whole = text(pop())
    let count = Double(characterCount(whole[...]))
    // As every awk has it: a start in front of the text is its start.
    let first = max(1, start)
    let end = min(length.isNaN ? 0 : first + length.rounded(.towardZero), count + 1)
    guard end > first, !start.isNaN else { return stack.append(.string([])) }
    let low = place(ofCharacter: Int(first) - 1, in: whole)
    let high = place(ofCharacter: Int(end - first), in: whole, from: low)
    stack.append(.string(Array(whole[low..<high])))
  }

  private mutating func index() {
    let wanted = text(pop())
    let whole = text(pop())
    guard wanted.count <= whole.count else { return push(0) }
    var start = 0
    while start + wanted.count <= whole.count {
      if whole[start..<start + wanted.count].elementsEqual(wanted) {
        return push(wanted.isEmpty ? 0 : Double(characterCount(whole[..<start]) + 1))
      }
      start += 1
    }
    push(0)
  }

  private mutating func changeCase(isUpper: Bool) {
    var bytes = text(pop())
    if isPlain(bytes[...]) {
      for place in bytes.indices {
        let byte = bytes[place]
        if isUpper ? byte >= 0x61 && byte <= 0x7a : byte >= 0x41 && byte <= 0x5a { bytes[place] = byte ^ 0x20 }
      }
      return stack.append(.string(bytes))
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let (scalar, length) = UTF8Text.decode(bytes.span, at: index)
      if let scalar, let other = isUpper ? CaseFolding.raised(scalar) : CaseFolding.lowered(scalar) {
        result += UTF8Text.encode(other)
      } else {
        result += bytes[index..<index + length]
      }
      index += length
    }
    stack.append(.string(result))
  }

  // MARK: Matching

  private mutating func match() throws(AwkError) {
    let expression = try patternArgument(pop())
    matchText = text(pop())
    matchGroups = []
    var start = 0
    var length = -1
    if let match = expression.firstMatch(in: matchText) {
      matchGroups = expression.groups(in: matchText.span, of: match)
      start = characterCount(matchText[..<match.lowerBound]) + 1
      length = characterCount(matchText[match])
    }
    specials[AwkSpecial.rstart.rawValue] = .number(Double(start))
    specials[AwkSpecial.rlength.rawValue] = .number(Double(length))
    push(Double(start))
  }

  /// The groups of the last `match`: their texts, starts and lengths.
  mutating func storeGroups(in array: AwkArray) {
    array.removeAll()
    let separator = text(specials[AwkSpecial.subsep.rawValue])
    for (number, range) in matchGroups.enumerated() {
      guard let range else { continue }
      let key = NumberText.decimal(number)
      array[key] = .input(Array(matchText[range]))
      array[key + separator + Array("start".utf8)] = .number(Double(characterCount(matchText[..<range.lowerBound]) + 1))
      array[key + separator + Array("length".utf8)] = .number(Double(characterCount(matchText[range])))
    }
  }

  mutating func split(into array: AwkArray, _ splitter: AwkSplitter) throws(AwkError) {
    var fieldSplitter = self.splitter
    switch splitter {
    case .fieldSeparator: break
    case .constant(let number): fieldSplitter = .expression(program.expressions[number])
    case .value:
      let separator = text(pop())
      if separator.count > 1 {
        fieldSplitter = .expression(try expression(.string(separator)))
      } else {
        fieldSplitter = try AwkFieldSplitter.make(separator, isParagraph: false, usesBytes: program.usesBytes)
      }
    }
    let whole = text(pop())
    var fields: [Range<Int>] = []
    fieldSplitter.split(whole, into: &fields)
    array.removeAll()
    for (number, range) in fields.enumerated() {
      array[NumberText.decimal(number + 1)] = .input(Array(whole[range]))
    }
    push(Double(fields.count))
  }

  // MARK: Substitution

  mutating func substitute(isGlobal: Bool) throws(AwkError) {
    let replacement = Self.parse(text(pop()), hasGroups: false)
    let expression = try patternArgument(pop())
    let whole = text(pop())
    let (result, count) = replace(whole, expression, replacement, first: 1, isGlobal: isGlobal)
    substitution = (count, count > 0)
    stack.append(.string(result))
  }

  private mutating func substituteGenerally() throws(AwkError) {
    let whole = text(pop())
    let how = pop()
    let replacement = Self.parse(text(pop()), hasGroups: true)
    let expression = try patternArgument(pop())
    let isGlobal = text(how).first.map { $0 | 0x20 == UInt8(ascii: "g") } ?? false
    let first = isGlobal ? 1 : max(1, Int(max(1, min(how.number, 1e15))))
    stack.append(.string(replace(whole, expression, replacement, first: first, isGlobal: isGlobal).text))
  }

  /// A part of a replacement.
  private enum Part {
    case text([UInt8])
    case group(Int)
  }

  private static func parse(_ text: [UInt8], hasGroups: Bool) -> [Part] {
    var parts: [Part] = []
    var run: [UInt8] = []
    var index = 0
    func cut(_ part: Part) {
      if !run.isEmpty { parts.append(.text(run)) }
      run = []
      parts.append(part)
    }
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "&") {
        cut(.group(0))
      } else if byte == UInt8(ascii: "\\"), index < text.count {
        let next = text[index]
        if next == UInt8(ascii: "&") || next == UInt8(ascii: "\\") {
          run.append(next)
          index += 1
        } else if hasGroups, next >= 0x30, next <= 0x39 {
          cut(.group(Int(next - 0x30)))
          index += 1
        } else {
          run.append(byte)
        }
      } else {
        run.append(byte)
      }
    }
    if !run.isEmpty { parts.append(.text(run)) }
    return parts
  }

  private func replace(
    _ whole: [UInt8], _ expression: RegularExpression, _ parts: [Part], first: Int, isGlobal: Bool
  ) -> (text: [UInt8], count: Int) {
    guard var match = expression.firstMatch(in: whole) else { return (whole, 0) }
    let needsGroups = parts.contains { if case .group(let number) = $0 { number > 0 } else { false } }
    var result: [UInt8] = []
    var copied = 0
    var number = 0
    var count = 0
    var lastEnd = -1
    while true {
      let counts = !(match.isEmpty && match.lowerBound == lastEnd)
      if counts { number += 1 }
      if counts, number >= first {
        count += 1
        result += whole[copied..<match.lowerBound]
        let groups = needsGroups ? expression.groups(in: whole.span, of: match) : [match]
        for part in parts {
          switch part {
          case .text(let text): result += text
          case .group(let group): if group < groups.count, let range = groups[group] { result += whole[range] }
          }
        }
        copied = match.upperBound
        if !isGlobal { break }
      }
      lastEnd = match.upperBound
      var next = match.upperBound
      if match.isEmpty {
        guard next < whole.count else { break }
        next += program.usesBytes ? 1 : UTF8Text.decode(whole.span, at: next).length
      }
      guard let following = expression.firstMatch(in: whole, from: next) else { break }
      match = following
    }
    return (result + whole[copied...], count)
  }
}
