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
  /// Whether the language is that of POSIX alone: nil leaves it to the name.
  var isPOSIX: Bool?
  /// `$0`.
  var name: Bytes
  /// `$1` and so on.
  var arguments: [Bytes] = []
  var isInteractive = false
  /// Started as the first program of a session: reads the profiles.
  var isLogin = false
  var options: ShellOptions = []
  /// The shell of whose script this one runs a part.
  var shellProcess: ProcessNumber?
  /// Handles besides the first three that it was handed.
  var inherited: [Int] = []
  /// Whether `-s` asked for commands from the input, and the words are their arguments.
  private var readsInput = false
  /// What is none of the options.
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
    while let word = rest.first, word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
      if word.matches("--") || word.matches("-") { break }
      if word.matches(Evaluator<SystemHost>.partOption) {
        let numbers = (rest.popFirst() ?? []).pieces(separatedBy: UInt8(ascii: ",")).compactMap { $0.decimalValue }
        shellProcess = numbers.first.map { ProcessNumber(Int(clamping: $0)) }
        inherited = numbers.dropFirst().map { Int(clamping: $0) }
        continue
      }
      if word.matches(Evaluator<SystemHost>.scriptHandleOption) {
        takesHandle = true
        break
      }
      if word.matches("--login") {
        isLogin = true
        continue
      }
      for letter in word.dropFirst() {
        let isOn = word[0] == UInt8(ascii: "-")
        if letter == UInt8(ascii: "o") {
          take(name: rest.popFirst() ?? [], isOn)
        } else {
          take(letter, isOn, &takesText)
        }
      }
    }
    if takesHandle, let number = rest.popFirst()?.decimalValue {
      source = .handle(Int(number & 0xffff))
      if let given = rest.popFirst() { name = given }
    } else if takesText, let text = rest.popFirst() {
      source = .text(text)
      if let given = rest.popFirst() { name = given }
    } else if !readsInput, let file = rest.popFirst() {
      source = .file(file)
      name = file
    }
    arguments = Array(rest)
  }

  private mutating func take(name: Bytes, _ isOn: Bool) {
    guard let option = ShellOptions(name: name) else {
      unknown = name
      return
    }
    if isOn { options.insert(option) } else { options.remove(option) }
    if option == .posix { isPOSIX = isOn }
  }

  private mutating func take(_ letter: UInt8, _ isOn: Bool, _ takesText: inout Bool) {
    switch letter {
    case UInt8(ascii: "c"): takesText = true
    case UInt8(ascii: "i"): isInteractive = true
    case UInt8(ascii: "l"): isLogin = true
    case UInt8(ascii: "s"): readsInput = true
    default:
      guard let option = ShellOptions(letter: letter) else {
        unknown = [letter]
        return
      }
      if isOn { options.insert(option) } else { options.remove(option) }
    }
  }
}
