// Random programs and pages: no parser traps or hangs.

import RegularExpressions
import TestSupport
import Testing
import TextCore

private struct Dice {
  var state: UInt64
  mutating func roll(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  /// Pieces one after the other.
  mutating func text(_ pieces: [String], upTo count: Int) -> [UInt8] {
    Array((0..<roll(count) + 1).map { _ in pieces[roll(pieces.count)] }.joined().utf8)
  }
}

/// A script's world without files: three lines, and output that is forgotten.
private final class Lines: SedHost {
  private var left = ["one", "two", "three"]
  private(set) var lineNumber = 0
  private var written = 0
  func readLine(into line: inout [UInt8]) -> Bool? {
    // A script may loop for ever: that is its right, and no test.
    if left.isEmpty || written > 10_000 { return nil }
    lineNumber += 1
    line += Array(left.removeFirst().utf8)
    return true
  }
  var isAtLastLine: Bool { left.isEmpty }
  var isAtInputEnd: Bool { left.isEmpty }
  var fileName: [UInt8] { [0x2d] }
  func write(_ bytes: [UInt8], to output: SedOutput) { written += bytes.count }
  func content(of file: [UInt8]) -> [UInt8]? { nil }
  func readLine(ofInput number: Int) -> [UInt8]? { nil }
}

@Test func randomSedScriptsNeverTrap() {
  var dice = Dice(state: 7)
  let pieces = [
    "s", "/", "a", "p", "d", ";", "\n", "{", "}", "1", "$", ",", "~", "+", "!", "y", "\\", "\\1", "\\(", "\\)", "g",
    "x",
    "i", "c", "h", "G", "n", "N", "D", "=", "l", "q", " ", "[", "]", "*", "&", "\\n", "w f", "r f", "#", "z",
  ]
  var valid = 0
  for _ in 0..<20_000 {
    let text = dice.text(pieces, upTo: 14)
    guard let script = try? SedScript([SedScript.Piece(text)], SedScript.Options()) else { continue }
    valid += 1
    // Branches are not among the pieces, and `D` alone reads no more: each run ends.
    if text.contains(UInt8(ascii: "D")), text.contains(UInt8(ascii: "G")) { continue }
    var machine = SedMachine(script, SedMachine.Options(), Lines())
    _ = machine.run()
  }
  #expect(valid > 500)
}

@Test func randomAwkProgramsNeverTrap() {
  var dice = Dice(state: 11)
  let pieces = [
    "{", "}", "(", ")", "print ", "$1", "x", "y", "[", "]", "=", "+", "-", "*", "/", "a/", "~", "!", ";", "\n", "if(",
    "else ", "while(", "for(", "in ", ",", "\"s\"", "1", "BEGIN", "END", "function f(", "f(", "getline ", "<", ">", "|",
    "++", "--", "&&", "||", "?", ":", "delete ", "split(", "sub(", "length", "printf ", "$", "return ", "next", "^",
    "%",
  ]
  var valid = 0
  for _ in 0..<30_000 {
    if (try? AwkProgram(dice.text(pieces, upTo: 16), usesBytes: false)) != nil { valid += 1 }
  }
  #expect(valid > 100)
}

@Test func nestedProgramsAreErrorsNotCrashes() {
  for opening in ["(", "{", "!", "-", "$", "if(1)", "x[", "1?", "f("] {
    let text = "BEGIN{x=" + String(repeating: opening, count: 100_000)
    #expect(throws: AwkError.self) { try AwkProgram(Array(text.utf8), usesBytes: false) }
  }
  let script = String(repeating: "{", count: 100_000)
  #expect(throws: SedError.self) { try SedScript([SedScript.Piece(Array(script.utf8))], SedScript.Options()) }
  let pattern = String(repeating: "(", count: 100_000)
  #expect(throws: PatternError.self) { try RegularExpression(Array(pattern.utf8), .extended) }
}

@Test func randomPagesNeverTrap() {
  var dice = Dice(state: 13)
  let pieces = [
    "# ", "\n", "\n\n", "* ", "- ", "1. ", "    ", "> ", "```\n", "| a | b |\n", "|---|---|\n", "**", "_", "`", "[",
    "](",
    ")", "word ", "日本 ", "\\", "<", ">", "![", "  \n", "---\n", "===\n", "é",
  ]
  for _ in 0..<5000 {
    let page = MarkdownPage(dice.text(pieces, upTo: 40), width: 20 + dice.roll(60))
    #expect(page.lines.count < 2000)
  }
  _ = MarkdownPage(Array(String(repeating: "> ", count: 50_000).utf8), width: 80)
  _ = MarkdownPage(Array(String(repeating: "[", count: 20_000).utf8), width: 80)
  _ = MarkdownPage(Array(String(repeating: "*a ", count: 20_000).utf8), width: 80)
}
