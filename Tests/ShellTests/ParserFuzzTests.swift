// The parser on scripts that are almost right: the tables' scripts, with pieces cut out, doubled, swapped and put in.
//
// It may refuse them, but never trap or hang; and what it takes, printed, is the same tree again.

import ShellCore
import Testing

private let corpus: [Bytes] = ScriptCase.all.map(\.script.bytes) + ModelCase.all.map(\.script.bytes)

private let pieces: [Bytes] =
  [
    "if ", "; then ", "fi", "while ", "do ", "done", "for x in ", "case x in ", "esac", "{ ", "}", "(", ")", "! ", "&&",
    "||", ";", ";;", "&", "|", "<", ">", ">>", "<<E\n", "E\n", "<<-E\n", "<<'E'\n", "<&", ">&", "2>", "\n", " ", "'",
    "\"", "`", "$", "${", "$(", "$((", "))", "x", "x=", "*", "[", "]", "~", "\\", "\\\n", "#", "%", ":-", "$@", "\t",
    "\0", "é", "\u{ff}", "f() ", "1", "-", "+", "@", "let a = [", "]", "@a", "match x\n", "is a\n", "end\n", "fn f a\n",
    "|&", "&>", "<<<", "{1..3}", "{a,b}", "[0]", "$len(",
  ].map(\.bytes)

private func mutated(_ script: Bytes, _ numbers: inout SeededNumbers) -> Bytes {
  var script = script
  for _ in 0..<Int.random(in: 1...4, using: &numbers) {
    let place = Int.random(in: 0...script.count, using: &numbers)
    let length = min(Int.random(in: 0...8, using: &numbers), script.count - place)
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: script.removeSubrange(place..<(place + length))
    case 1: script.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: place)
    case 2: script.insert(contentsOf: Bytes(script[place..<(place + length)]), at: place)
    case 3:
      let other = corpus.randomElement(using: &numbers) ?? []
      script = Bytes(script.prefix(place)) + Bytes(other.suffix(Int.random(in: 0...other.count, using: &numbers)))
    default: if place < script.count { script[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &numbers) }
    }
  }
  return script
}

@Test(arguments: 0..<8) func mutatedScriptsParseAndPrint(_ seed: UInt64) throws {
  var numbers = SeededNumbers(state: seed &+ 4000)
  for _ in 0..<2500 {
    let script = mutated(corpus.randomElement(using: &numbers) ?? [], &numbers)
    var parser = Parser(script, expectsMore: Bool.random(using: &numbers))
    parser.isPOSIX = Bool.random(using: &numbers)
    guard let list = try? parser.parseAll() else { continue }
    var second = Parser(list.scriptText)
    second.isPOSIX = parser.isPOSIX
    let again = try? second.parseAll()
    #expect(again == list, "\(script.text)\n--- printed:\n\(list.scriptText.text)")
  }
}

@Test(arguments: ModelCase.all) func printedModelsAreTheSameTree(_ model: ModelCase) {
  var parser = Parser(model.script.bytes)
  parser.isPOSIX = true
  guard let list = try? parser.parseAll() else { return }
  var second = Parser(list.scriptText)
  second.isPOSIX = true
  #expect((try? second.parseAll()) == list, "\(list.scriptText.text)")
}

@Test func longScriptsTakeTimeInProportion() throws {
  // Each line asks for its number: counting from the start every time would take minutes.
  let script = String(repeating: "x=$((x + 1)); echo \"$x\" | cat >/dev/null\n", count: 20_000)
  var parser = Parser(script.bytes)
  #expect(try parser.parseAll().items.count == 40_000)
}
