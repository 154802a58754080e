// What `:set` sets.

/// The options of Sodium.
struct EditorOptions: Equatable, Sendable {
  var number = false
  var relativeNumber = false
  var ignoreCase = false
  var smartCase = false
  var highlightsSearch = true
  var searchesWhileTyping = true
  var wrapsSearch = true
  var tabStop = 8
  var shiftWidth = 8
  var softTabStop = 0
  var expandsTabs = false
  var autoIndents = true
  var wraps = true
  var showsInvisible = false
  var syntax = true
  var scrollMargin = 0
  var startOfLine = true
  var isReadOnly = false
  var textWidth = 0
  var globalSubstitution = false

  private static let flags: [(String, String, WritableFlag)] = [
    ("number", "nu", .number), ("relativenumber", "rnu", .relativeNumber), ("ignorecase", "ic", .ignoreCase),
    ("smartcase", "scs", .smartCase), ("hlsearch", "hls", .highlightsSearch),
    ("incsearch", "is", .searchesWhileTyping), ("wrapscan", "ws", .wrapsSearch), ("expandtab", "et", .expandsTabs),
    ("autoindent", "ai", .autoIndents), ("wrap", "wrap", .wraps), ("list", "list", .showsInvisible),
    ("syntax", "syn", .syntax), ("startofline", "sol", .startOfLine), ("readonly", "ro", .isReadOnly),
    ("gdefault", "gd", .globalSubstitution),
  ]

  private enum WritableFlag {
    case number, relativeNumber, ignoreCase, smartCase, highlightsSearch, searchesWhileTyping, wrapsSearch
    case expandsTabs, autoIndents, wraps, showsInvisible, syntax, startOfLine, isReadOnly, globalSubstitution
  }

  private enum WritableNumber { case tabStop, shiftWidth, softTabStop, scrollMargin, textWidth }

  private static let numbers: [(String, String, WritableNumber, ClosedRange<Int>)] = [
    ("tabstop", "ts", .tabStop, 1...100), ("shiftwidth", "sw", .shiftWidth, 0...100),
    ("softtabstop", "sts", .softTabStop, 0...100), ("scrolloff", "so", .scrollMargin, 0...1000),
    ("textwidth", "tw", .textWidth, 0...10_000),
  ]

  /// Columns that one level of indentation takes.
  var shift: Int { shiftWidth > 0 ? shiftWidth : tabStop }

  /// Names of all options.
  static var names: [[UInt8]] { flags.map { Array($0.0.utf8) } + numbers.map { Array($0.0.utf8) } }

  private func value(_ flag: WritableFlag) -> Bool {
    switch flag {
    case .number: number
    case .relativeNumber: relativeNumber
    case .ignoreCase: ignoreCase
    case .smartCase: smartCase
    case .highlightsSearch: highlightsSearch
    case .searchesWhileTyping: searchesWhileTyping
    case .wrapsSearch: wrapsSearch
    case .expandsTabs: expandsTabs
    case .autoIndents: autoIndents
    case .wraps: wraps
    case .showsInvisible: showsInvisible
    case .syntax: syntax
    case .startOfLine: startOfLine
    case .isReadOnly: isReadOnly
    case .globalSubstitution: globalSubstitution
    }
  }

  private mutating func set(_ flag: WritableFlag, _ value: Bool) {
    switch flag {
    case .number: number = value
    case .relativeNumber: relativeNumber = value
    case .ignoreCase: ignoreCase = value
    case .smartCase: smartCase = value
    case .highlightsSearch: highlightsSearch = value
    case .searchesWhileTyping: searchesWhileTyping = value
    case .wrapsSearch: wrapsSearch = value
    case .expandsTabs: expandsTabs = value
    case .autoIndents: autoIndents = value
    case .wraps: wraps = value
    case .showsInvisible: showsInvisible = value
    case .syntax: syntax = value
    case .startOfLine: startOfLine = value
    case .isReadOnly: isReadOnly = value
    case .globalSubstitution: globalSubstitution = value
    }
  }

  private func value(_ number: WritableNumber) -> Int {
    switch number {
    case .tabStop: tabStop
    case .shiftWidth: shiftWidth
    case .softTabStop: softTabStop
    case .scrollMargin: scrollMargin
    case .textWidth: textWidth
    }
  }

  private mutating func set(_ number: WritableNumber, _ value: Int) {
    switch number {
    case .tabStop: tabStop = value
    case .shiftWidth: shiftWidth = value
    case .softTabStop: softTabStop = value
    case .scrollMargin: scrollMargin = value
    case .textWidth: textWidth = value
    }
  }

  private static func isNamed(_ name: ArraySlice<UInt8>, _ long: String, _ short: String) -> Bool {
    name.elementsEqual(long.utf8) || name.elementsEqual(short.utf8)
  }

  /// Does one word of `:set`; what it answers, if it asks.
  mutating func apply(_ word: [UInt8]) throws(EditorError) -> [UInt8]? {
    let end = word.firstIndex { $0 == 0x3D || $0 == 0x3A || $0 == 0x3F || $0 == 0x21 } ?? word.count
    var name = word[..<end]
    if let entry = Self.numbers.first(where: { Self.isNamed(name, $0.0, $0.1) }) {
      guard end < word.count, word[end] != 0x3F else {
        return Array("  \(entry.0)=\(value(entry.2))".utf8)
      }
      var number = 0
      let digits = word[(end + 1)...]
      guard !digits.isEmpty, digits.count < 8, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        throw EditorError(Array("E521: Number required after =: ".utf8) + word)
      }
      for digit in digits { number = number * 10 + Int(digit - 0x30) }
      guard entry.3.contains(number) else {
        throw EditorError(Array("E474: Invalid argument: ".utf8) + word)
      }
      set(entry.2, number)
      return nil
    }
    if let entry = Self.flags.first(where: { Self.isNamed(name, $0.0, $0.1) }) {
      if end < word.count, word[end] == 0x3F {
        return Array((value(entry.2) ? "  " : "no").utf8) + Array(entry.0.utf8)
      }
      set(entry.2, end < word.count && word[end] == 0x21 ? !value(entry.2) : true)
      return nil
    }
    let inverts = name.starts(with: "inv".utf8)
    if inverts || name.starts(with: "no".utf8) {
      name = name.dropFirst(inverts ? 3 : 2)
      if let entry = Self.flags.first(where: { Self.isNamed(name, $0.0, $0.1) }) {
        set(entry.2, inverts ? !value(entry.2) : false)
        return nil
      }
    }
    throw EditorError(Array("E518: Unknown option: ".utf8) + word)
  }

  /// Everything that differs from the default, as `:set` lists it.
  var listing: [UInt8] {
    var words: [String] = []
    let standard = EditorOptions()
    for (name, _, flag) in Self.flags where value(flag) != standard.value(flag) {
      words.append(value(flag) ? name : "no" + name)
    }
    for (name, _, number, _) in Self.numbers where value(number) != standard.value(number) {
      words.append("\(name)=\(value(number))")
    }
    return Array(words.joined(separator: "  ").utf8)
  }
}
