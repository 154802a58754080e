// The list of what the live root file system holds: one line an entry, words separated by blanks, `#` starts a comment.
//
//   dir  PATH MODE USER GROUP           a directory
//   file PATH MODE USER GROUP SOURCE    a file with the content of SOURCE, a path on the host
//   link PATH TARGET                    a symbolic link
//   hard PATH TARGET                    another name of an earlier file
//   tree PATH MODE USER GROUP SOURCE    all files below the folder SOURCE, directories as 0755
//
// Paths are relative to the root. Directories that no line names come as 0755 of user 0. Sources are relative to the
// folder that imagebuilder runs in.

import Archive

/// A parsed manifest.
struct RootManifest {
  /// An entry and the host file that holds its content.
  struct Item {
    var entry: TarEntry
    var source: String?
    var isTree = false
    var line: Int
  }

  private(set) var items: [Item] = []

  init(_ text: String) throws(BuildError) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let code = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? line
      let words = code.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
      if !words.isEmpty { items.append(try Self.item(words, line: index + 1)) }
    }
  }

  private static func item(_ words: [String], line: Int) throws(BuildError) -> Item {
    let path = words.count > 1 ? Array(words[1].utf8) : []
    switch (words[0], words.count) {
    case ("link", 3):
      return Item(entry: TarEntry(.symbolicLink, path: path, target: Array(words[2].utf8), mode: 0o777), line: line)
    case ("hard", 3):
      return Item(entry: TarEntry(.hardLink, path: path, target: Array(words[2].utf8)), line: line)
    case ("dir", 5):
      return Item(entry: try entry(.directory, path, words, line), line: line)
    case ("file", 6):
      return Item(entry: try entry(.file, path, words, line), source: words[5], line: line)
    case ("tree", 6):
      return Item(entry: try entry(.file, path, words, line), source: words[5], isTree: true, line: line)
    default:
      throw BuildError("imagebuilder: manifest line \(line): not an entry: \(words.joined(separator: " "))")
    }
  }

  private static func entry(
    _ kind: TarEntry.Kind, _ path: [UInt8], _ words: [String], _ line: Int
  ) throws(BuildError) -> TarEntry {
    guard let mode = UInt16(words[2], radix: 8), mode <= 0o7777, let user = UInt32(words[3]),
      let group = UInt32(words[4])
    else { throw BuildError("imagebuilder: manifest line \(line): bad mode, user or group") }
    return TarEntry(kind, path: path, mode: mode, user: user, group: group)
  }
}
