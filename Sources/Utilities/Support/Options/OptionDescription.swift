// One option of a program, as its help shows it.

/// An option: `-a --all`, `-n --lines=NUMBER`, `--color[=WHEN]`, `-w[BYTES] --width[=BYTES]`.
public struct OptionDescription: Sendable {
  enum Value: Sendable {
    case none
    case required
    case optional
  }

  let letter: UInt8?
  let long: [UInt8]?
  let value: Value
  /// Whether the letter takes the rest of its word as a value: `-w[BYTES]`.
  let letterTakesRest: Bool
  private let spelling: String
  private let text: String

  /// An option spelled as in a manual page.
  public init(_ spelling: String, _ text: String) {
    self.spelling = spelling
    self.text = text
    var letter: UInt8?
    var long: [UInt8]?
    var value = Value.none
    var letterTakesRest = false
    for word in spelling.utf8.split(separator: UInt8(ascii: " ")) {
      if word.starts(with: "--".utf8) {
        let name = word.dropFirst(2)
        let end = name.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "[") }
        if let end { value = name[end] == UInt8(ascii: "[") ? .optional : .required }
        long = Array(name[..<(end ?? name.endIndex)])
      } else if word.first == UInt8(ascii: "-") {
        letter = word.dropFirst().first
        letterTakesRest = word.contains(UInt8(ascii: "["))
      } else {
        value = .required
      }
    }
    (self.letter, self.long, self.value) = (letter, long, value)
    self.letterTakesRest = letterTakesRest
  }

  /// The name under which a program asks for it: the letter, else the long name.
  var key: [UInt8] { letter.map { [$0] } ?? long ?? [] }

  var help: String {
    var line = "  " + spelling
    repeat { line += " " } while line.utf8.count < 26
    return line + text + "\n"
  }
}
