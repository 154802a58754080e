// The search through the history that Ctrl+R starts, and `/` in vi.

/// A search while it is typed.
struct HistorySearch: Equatable {
  var query = Bytes()
  /// The entry that is shown; the number of entries when none.
  var index: Int
  var isOlder: Bool
  var isFound = true
  /// Where the query stands in the entry.
  var place: Range<Int>?
  /// The line before.
  var original: EditBuffer
  /// Started by `/` or `?`: Enter only ends it.
  var isVi = false

  /// The first place of `query` in `text`; letters of both cases are the same while the query has small ones only.
  static func place(of query: Bytes, in text: Bytes) -> Range<Int>? {
    guard !query.isEmpty, query.count <= text.count else { return nil }
    let ignoresCase = !query.contains { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    func folded(_ byte: UInt8) -> UInt8 {
      ignoresCase && byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
    for start in 0...(text.count - query.count) {
      var length = 0
      while length < query.count, folded(text[start + length]) == query[length] { length += 1 }
      if length == query.count { return start..<start + length }
    }
    return nil
  }
}
