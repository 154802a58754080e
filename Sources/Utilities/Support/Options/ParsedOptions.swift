// Splits a command line into options and operands, as GNU programs do: clusters of letters, long options (also cut
// short when that is unambiguous), values joined or separate, options behind operands, and `--`.
//
// Specification: POSIX.1-2017, XBD 12.2; GNU Coding Standards, 4.8.

/// A wrong command line.
struct OptionError: Error {
  let message: String
}

/// The options and operands of one call.
public struct ParsedOptions: Sendable {
  /// What is neither an option nor a value of one.
  public private(set) var operands: [String] = []
  /// How many options stand before each operand.
  private var optionsBefore: [Int] = []
  private var occurrences: [(key: [UInt8], value: [UInt8]?)] = []
  private(set) var asksForHelp = false
  private(set) var asksForVersion = false

  static func parse(_ arguments: [String], _ utility: Utility) throws(OptionError) -> ParsedOptions {
    var parsed = ParsedOptions()
    if utility.takesRawArguments {
      parsed.add(operands: arguments[...])
      return parsed
    }
    var index = 0
    if utility.startsWithLetters, let first = arguments.first, let letter = first.utf8.first, letter != 0x2d {
      index = 1
      try parsed.takeLetters(Array(first.utf8), arguments, &index, utility)
    }
    while index < arguments.count {
      let word = Array(arguments[index].utf8)
      index += 1
      if word.elementsEqual("--".utf8) {
        parsed.add(operands: arguments[index...])
        break
      }
      if word.starts(with: "--".utf8) {
        try parsed.takeLong(word, arguments, &index, utility)
      } else if word.first == UInt8(ascii: "-"), word.count > 1 {
        let isNumber = word.dropFirst().allSatisfy(Character8.isDigit)
        switch utility.numberWords {
        case .value where isNumber: parsed.occurrences.append((Array("0".utf8), Array(word.dropFirst())))
        case .operands where Character8.isDigit(word[1]) || word[1] == UInt8(ascii: "."):
          parsed.add(operands: arguments[(index - 1)..<index])
        default: try parsed.takeCluster(word, arguments, &index, utility)
        }
      } else if utility.stopsAtOperand {
        parsed.add(operands: arguments[(index - 1)...])
        break
      } else {
        parsed.add(operands: arguments[(index - 1)..<index])
      }
    }
    return parsed
  }

  private mutating func add(operands more: ArraySlice<String>) {
    operands += more
    optionsBefore += more.map { _ in occurrences.count }
  }

  /// A first word of letters without a dash, as `tar xvf FILE` has it: values follow in the order of the letters.
  private mutating func takeLetters(
    _ letters: [UInt8], _ arguments: [String], _ index: inout Int, _ utility: Utility
  ) throws(OptionError) {
    for letter in letters {
      // Each letter is a cluster of its own, whose value is the next word that is left.
      try takeCluster([UInt8(ascii: "-"), letter], arguments, &index, utility)
    }
  }

  private mutating func takeLong(
    _ word: [UInt8], _ arguments: [String], _ index: inout Int, _ utility: Utility
  ) throws(OptionError) {
    let equals = word.firstIndex(of: UInt8(ascii: "="))
    let name = Array(word[2..<(equals ?? word.count)])
    var value = equals.map { Array(word[($0 + 1)...]) }
    if name.elementsEqual("help".utf8) {
      asksForHelp = true
      return
    }
    if name.elementsEqual("version".utf8) {
      asksForVersion = true
      return
    }
    let shown = String(decoding: name, as: UTF8.self)
    let exact = utility.options.filter { $0.long.map { $0 == name } ?? false }
    let matching = exact.isEmpty ? utility.options.filter { $0.long?.starts(with: name) ?? false } : exact
    guard let option = matching.first else { throw OptionError(message: "unrecognized option '--\(shown)'") }
    guard matching.count == 1 else {
      let names = matching.map { " '--\(String(decoding: $0.long ?? [], as: UTF8.self))'" }.joined()
      throw OptionError(message: "option '--\(shown)' is ambiguous; possibilities:\(names)")
    }
    let full = String(decoding: option.long ?? [], as: UTF8.self)
    switch option.value {
    case .none:
      if value != nil { throw OptionError(message: "option '--\(full)' doesn't allow an argument") }
    case .required:
      if value == nil {
        guard index < arguments.count else { throw OptionError(message: "option '--\(full)' requires an argument") }
        value = Array(arguments[index].utf8)
        index += 1
      }
    case .optional: break
    }
    occurrences.append((option.key, value))
  }

  private mutating func takeCluster(
    _ word: [UInt8], _ arguments: [String], _ index: inout Int, _ utility: Utility
  ) throws(OptionError) {
    var position = 1
    while position < word.count {
      let letter = word[position]
      position += 1
      let shown = String(decoding: [letter], as: UTF8.self)
      guard let option = utility.options.first(where: { $0.letter == letter }) else {
        throw OptionError(message: "invalid option -- '\(shown)'")
      }
      if option.letterTakesRest {
        occurrences.append((option.key, position < word.count ? Array(word[position...]) : nil))
        return
      }
      guard option.value == .required else {
        occurrences.append((option.key, nil))
        continue
      }
      if position < word.count {
        occurrences.append((option.key, Array(word[position...])))
        return
      }
      guard index < arguments.count else { throw OptionError(message: "option requires an argument -- '\(shown)'") }
      occurrences.append((option.key, Array(arguments[index].utf8)))
      index += 1
    }
  }

  // MARK: Questions

  /// Whether the option was given.
  public func has(_ key: String) -> Bool { occurrences.contains { $0.key.elementsEqual(key.utf8) } }

  /// The value of the option's last occurrence; nil when it was not given, or had none.
  public func value(_ key: String) -> [UInt8]? { occurrences.last { $0.key.elementsEqual(key.utf8) }?.value }

  /// The values of all occurrences.
  public func values(_ key: String) -> [[UInt8]] {
    occurrences.filter { $0.key.elementsEqual(key.utf8) }.compactMap { $0.value }
  }

  /// Whether the option was given before an operand: for options that hold for what follows them.
  public func has(_ key: String, beforeOperand index: Int) -> Bool {
    occurrences(beforeOperand: index).contains { $0.key.elementsEqual(key.utf8) }
  }

  /// The values of the occurrences before an operand.
  public func values(_ key: String, beforeOperand index: Int) -> [[UInt8]] {
    occurrences(beforeOperand: index).filter { $0.key.elementsEqual(key.utf8) }.compactMap { $0.value }
  }

  private func occurrences(beforeOperand index: Int) -> ArraySlice<(key: [UInt8], value: [UInt8]?)> {
    occurrences[..<(index < optionsBefore.count ? optionsBefore[index] : occurrences.count)]
  }

  /// Which of several options that exclude each other was given last; nil when none was.
  public func last(of keys: [String]) -> String? {
    for occurrence in occurrences.reversed() {
      if let key = keys.first(where: { occurrence.key.elementsEqual($0.utf8) }) { return key }
    }
    return nil
  }

  /// All options in the order in which they were given.
  public var inOrder: [(key: String, value: [UInt8]?)] {
    occurrences.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
  }

  /// All occurrences of some options, in their order.
  public func all(of keys: [String]) -> [(key: String, value: [UInt8]?)] {
    occurrences.compactMap { occurrence in
      keys.first { occurrence.key.elementsEqual($0.utf8) }.map { ($0, occurrence.value) }
    }
  }

  /// How often the option was given.
  public func count(_ key: String) -> Int { occurrences.count { $0.key.elementsEqual(key.utf8) } }
}
