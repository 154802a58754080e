// ptx: an index of all words, each within its context.
//
// Specification: GNU coreutils 9.1, ptx, without the forms for roff and TeX.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

let ptxProgram = Utility(
  "ptx", "[OPTION]... [INPUT]...", "Show each word within its context, in the order of words.",
  [
    OptionDescription("-A --auto-reference", "with names of files and numbers of lines"),
    OptionDescription("-f --ignore-case", "large and small letters are the same"),
    OptionDescription("-F --flag-truncation=TEXT", "where a context is cut (/)"),
    OptionDescription("-g --gap-size=NUMBER", "blanks between columns (3)"),
    OptionDescription("-i --ignore-file=FILE", "not the words of its lines"),
    OptionDescription("-o --only-file=FILE", "only the words of its lines"),
    OptionDescription("-R --right-side-refs", "names and numbers on the right"),
    OptionDescription("-w --width=NUMBER", "of lines (72)"),
  ]
) { tool in
  guard let width = positive(tool, "w", 72, "line width"), let gap = positive(tool, "g", 3, "gap width") else {
    return 1
  }
  var lists: [[Bytes]?] = []
  for key in ["i", "o"] {
    guard let path = tool.options.value(key)?.text else {
      lists.append(nil)
      continue
    }
    guard let text = input(tool, path) else { return 1 }
    lists.append(text.split(separator: 0x0a).map { folded(tool, $0) })
  }
  let (ignored, only) = (lists[0].map { Set($0) }, lists[1].map { Set($0) })
  var pages: [IndexedFile] = []
  for path in tool.operands.isEmpty ? ["-"] : tool.operands {
    guard let text = input(tool, path) else { return 1 }
    pages.append(IndexedFile(name: path.isSame(as: "-") ? [] : path.bytes, text: text))
  }
  var entries: [IndexEntry] = []
  for (page, file) in pages.enumerated() {
    for word in file.index.words {
      let key = folded(tool, file.text[word.range])
      if ignored?.contains(key) ?? false { continue }
      if let only, !only.contains(key) { continue }
      entries.append(IndexEntry(key: key, page: page, word: word))
    }
  }
  entries.sort { one, two in
    if one.key != two.key { return one.key.lexicographicallyPrecedes(two.key) }
    return (one.page, one.word.range.lowerBound) < (two.page, two.word.range.lowerBound)
  }
  let mark = tool.options.value("F") ?? "/".bytes
  IndexWriter(tool, pages, mark: mark, width: width, gap: gap).write(entries)
  return 0
}

/// A file with the index of its words.
struct IndexedFile {
  let name: Bytes
  let text: Bytes
  let index: PermutedIndex
  /// Where its lines end.
  let ends: [Int]

  init(name: Bytes, text: Bytes) {
    (self.name, self.text) = (name, text)
    index = PermutedIndex(text)
    ends = text.indices.filter { text[$0] == 0x0a }
  }

  /// The number of the line of a place.
  func line(_ place: Int) -> Int {
    var (low, high) = (0, ends.count)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }
}

/// A word that the index shows.
struct IndexEntry {
  let key: Bytes
  let page: Int
  let word: PermutedIndex.Word
}

private func positive(_ tool: Tool, _ key: String, _ usual: Int, _ what: String) -> Int? {
  guard let text = tool.options.value(key) else { return usual }
  guard let number = text.decimal, number > 0, number <= Int(Int32.max) else {
    tool.report("invalid \(what): \(quoted(text))")
    return nil
  }
  return number
}

private func folded(_ tool: Tool, _ word: ArraySlice<UInt8>) -> Bytes {
  tool.has("f") ? word.map { $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 } : Bytes(word)
}

private func input(_ tool: Tool, _ path: String) -> Bytes? {
  do throws(Errno) {
    let reader = try LineReader(path)
    var all = Bytes()
    while true {
      let chunk = reader.nextChunk()
      if chunk.isEmpty { break }
      all += chunk
    }
    if let failure = reader.failure { throw failure }
    return all
  } catch {
    tool.report(shown(path), error)
    return nil
  }
}
