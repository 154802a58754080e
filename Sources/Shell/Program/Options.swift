// The shell's own command line.
//
// Specification: POSIX.1-2017, sh.

import ShellCore

/// What the shell was asked to do.
struct Options {
  enum Source {
    /// `-c TEXT`.
    case text(Bytes)
    case file(Bytes)
    case input
    /// A handle of this process: a part of another shell's script.
    case handle(Int)
  }

  var source = Source.input
  /// `$0`.
  var name: Bytes
  /// `$1` and so on.
  var arguments: [Bytes] = []
  var isInteractive = false
  /// Started as the first program of a session: reads the profiles.
  var isLogin = false
  var options: ShellOptions = []
  /// A letter that is none of the options.
  var unknown: Bytes?

  init(_ words: [Bytes]) {
    name = words.first ?? "sh".bytes
    if name.first == UInt8(ascii: "-") {
      isLogin = true
      name.removeFirst()
    }
    var rest = words.dropFirst()
    var takesText = false
    var takesHandle = false
    while let word = rest.first, word.count > 1, word[0] == UInt8(ascii: "-") || word[0] == UInt8(ascii: "+") {
      rest = rest.dropFirst()
      if word.matches("--") { break }
      if word.matches(Evaluator<SystemHost>.scriptHandleOption) {
        takesHandle = true
        break
      }
      if word.matches("--login") {
        isLogin = true
        continue
      }
      for letter in word.dropFirst() { take(letter, isOn: word[0] == UInt8(ascii: "-"), &takesText) }
    }
    if takesHandle, let number = rest.popFirst()?.decimalValue {
      source = .handle(Int(number & 0xffff))
      if let given = rest.popFirst() { name = given }
    } else if takesText, let text = rest.popFirst() {
      source = .text(text)
      if let given = rest.popFirst() { name = given }
    } else if let file = rest.popFirst() {
      source = .file(file)
      name = file
    }
    arguments = Array(rest)
  }

  private mutating func take(_ letter: UInt8, isOn: Bool, _ takesText: inout Bool) {
    switch letter {
    case UInt8(ascii: "c"): takesText = true
    case UInt8(ascii: "i"): isInteractive = true
    case UInt8(ascii: "l"): isLogin = true
    case UInt8(ascii: "s"): break
    default:
      guard let option = ShellOptions(letter: letter) else {
        unknown = [letter]
        return
      }
      if isOn { options.insert(option) } else { options.remove(option) }
    }
  }
}
