// The options of a program, read from what it prints for `--help`.
//
// Every program of this house and most others write one option a line: blanks, the spellings, two blanks, a sentence.

/// Options with what they do.
struct OptionTable: Equatable {
  /// One option under one of its names.
  struct Entry: Equatable {
    /// `-l` or `--long`.
    var name: Bytes
    /// Whether a value follows behind `=`.
    var takesValue: Bool
    var description: Bytes
  }

  private(set) var entries: [Entry] = []

  private static let mostEntries = 400

  init() {}

  /// Reads a help text.
  init(help: Bytes) {
    /// Entries of a line whose description follows on the next.
    var open: Range<Int>?
    for line in help.pieces(separatedBy: ASCII.newline) {
      let indent = line.prefix { ASCII.isBlank($0) }.count
      let rest = line[indent...]
      if indent > 0, rest.first == ASCII.minus, rest.count > 1, entries.count < Self.mostEntries {
        let before = entries.count
        read(rest)
        open = entries.last?.description.isEmpty ?? false ? before..<entries.count : nil
      } else if indent > 0, let range = open, !rest.isEmpty {
        for index in range { entries[index].description = Bytes(rest) }
        open = nil
      } else {
        open = nil
      }
    }
  }

  /// Reads the usage of a builtin: `read [-r] [-p PROMPT] NAME…`, `set [-ef] [-o OPTION]`.
  init(usage: Bytes) {
    for word in usage.split(whereSeparator: { ASCII.isBlank($0) || $0 == ASCII.pipe }) {
      let letters = word.drop { $0 == ASCII.leftBracket }
      guard letters.count > 1, letters.first == ASCII.minus else { continue }
      for letter in letters.dropFirst().prefix(while: ASCII.isLetter) where entries.count < Self.mostEntries {
        let name = [ASCII.minus, letter]
        if entries.contains(where: { $0.name == name }) { continue }
        entries.append(Entry(name: name, takesValue: false, description: []))
      }
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    // The spellings end at two blanks, or at a tab.
    var end = line.startIndex
    while end < line.endIndex {
      if line[end] == ASCII.tab { break }
      if line[end] == ASCII.space, end + 1 < line.endIndex, line[end + 1] == ASCII.space { break }
      end += 1
    }
    let description = Bytes(line[end...].drop { ASCII.isBlank($0) })
    let names = line[..<end].split { $0 == ASCII.space || $0 == UInt8(ascii: ",") }
    for word in names where word.first == ASCII.minus && word.count > 1 {
      let name = word.prefix { $0 != ASCII.equals && $0 != ASCII.leftBracket }
      guard name.count > 1, name.dropFirst().allSatisfy({ $0 > ASCII.space && $0 < 0x7f }) else { continue }
      let isLong = name.starts(with: "--".utf8)
      let takesValue = isLong && word.count > name.count && word[name.endIndex] == ASCII.equals
      entries.append(Entry(name: Bytes(name), takesValue: takesValue, description: description))
    }
  }
}
