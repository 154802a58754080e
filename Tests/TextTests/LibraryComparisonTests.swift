// The engine beside the C library's: the same matches and the same errors on random patterns and texts.
//
// SAFETY: the library gets whole strings and a compiled pattern that lives through the call.

import Glibc
import RegularExpressions
import Testing

/// What the C library says: where the first match lies; nil without one; an error's text.
private enum Answer: Equatable {
  case match(Range<Int>?)
  case error(String)
}

private func libraryAnswer(_ pattern: String, _ text: String, isExtended: Bool, ignoresCase: Bool) -> Answer {
  var compiled = unsafe regex_t()
  let flags = (isExtended ? REG_EXTENDED : 0) | (ignoresCase ? REG_ICASE : 0)
  let status = unsafe regcomp(&compiled, pattern, flags)
  guard status == 0 else {
    var buffer = [CChar](repeating: 0, count: 200)
    let count = unsafe regerror(status, &compiled, &buffer, buffer.count)
    return .error(String(decoding: buffer.prefix(max(0, count - 1)).map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
  defer { unsafe regfree(&compiled) }
  var found = [regmatch_t](repeating: regmatch_t(), count: 1)
  guard unsafe regexec(&compiled, text, 1, &found, 0) == 0 else { return .match(nil) }
  return .match(Int(found[0].rm_so)..<Int(found[0].rm_eo))
}

private func ownAnswer(_ pattern: String, _ text: String, isExtended: Bool, ignoresCase: Bool) -> Answer {
  var options = PatternOptions()
  options.isLenient = false
  options.usesBytes = true
  options.ignoresCase = ignoresCase
  do throws(PatternError) {
    let expression = try RegularExpression([Array(pattern.utf8)], isExtended ? .extended : .basic, options)
    return .match(expression.firstMatch(in: Array(text.utf8)))
  } catch {
    return .error(error.message)
  }
}

private struct Dice {
  var state: UInt64
  mutating func roll(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

/// A pattern that is well formed, most of the time.
private func makePattern(_ dice: inout Dice, _ depth: Int, isExtended: Bool) -> String {
  let mark = isExtended ? "" : "\\"
  var text = ""
  for _ in 0..<dice.roll(4) + 1 {
    switch dice.roll(depth > 0 ? 13 : 9) {
    case 0...3: text += ["a", "b", "c", "ab"][dice.roll(4)]
    case 4: text += "."
    case 5: text += ["[ab]", "[^a]", "[[:alpha:]]", "[a-c]", "[]b]"][dice.roll(5)]
    // The library loses the anchors of groups that are repeated.
    case 6 where depth == 2: text += ["^", "$", "\\b", "\\<", "\\>", "\\B"][dice.roll(6)]
    case 7: text += ["\\w", "\\W"][dice.roll(2)]
    case 8: text += ["\\.", "-", " ", "B"][dice.roll(4)]
    case 9 where depth > 0: text += "\(mark)|" + makePattern(&dice, depth - 1, isExtended: isExtended)
    case 10...12: text += "\(mark)(" + makePattern(&dice, depth - 1, isExtended: isExtended) + "\(mark))"
    default: text += "c"
    }
    switch dice.roll(9) {
    case 0: text += "*"
    case 1: text += "\(mark)+"
    case 2: text += "\(mark)?"
    case 3:
      text += ["\(mark){2\(mark)}", "\(mark){1,2\(mark)}", "\(mark){,2\(mark)}", "\(mark){2,\(mark)}"][dice.roll(4)]
    default: break
    }
  }
  return text
}

@Test(arguments: [UInt64(1), 2, 3, 4]) func matchesAreThoseOfTheLibrary(seed: UInt64) {
  var dice = Dice(state: seed)
  var compared = 0
  for _ in 0..<2500 {
    let isExtended = dice.roll(2) == 0
    let ignoresCase = dice.roll(4) == 0
    let pattern = makePattern(&dice, 2, isExtended: isExtended)
    for _ in 0..<4 {
      let text = (0..<dice.roll(9)).map { _ in ["a", "b", "c", "ab", " ", "B", "-", "."][dice.roll(8)] }.joined()
      let own = ownAnswer(pattern, text, isExtended: isExtended, ignoresCase: ignoresCase)
      let expected = libraryAnswer(pattern, text, isExtended: isExtended, ignoresCase: ignoresCase)
      #expect(own == expected, "\(isExtended ? "E" : "B")\(ignoresCase ? "i" : "") `\(pattern)` on `\(text)`")
      if case .match = expected { compared += 1 }
    }
  }
  #expect(compared > 5000)
}

@Test(
  arguments: [
    "[", "[a", "[[:foo:]]", "[[:alpha:", "[b-a]", "\\1", "(a)\\2", "a\\", "a{2,1}", "a{99999}", "a{1", "{1}", "(",
    "[[.foo.]]", "[[=ab=]]", "[a-[:digit:]]", "*a", "a|*b", "a{x}", "+", "a{1,99999}", "[[:digit:]-z]", "[^", "a{,}b",
  ])
func errorsAreThoseOfTheLibrary(_ pattern: String) {
  for isExtended in [true, false] {
    let own = ownAnswer(pattern, "", isExtended: isExtended, ignoresCase: false)
    #expect(own == libraryAnswer(pattern, "", isExtended: isExtended, ignoresCase: false), "\(isExtended)")
  }
}
