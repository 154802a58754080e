// What the shell offers when the user presses Tab.

/// Possible ends of the word before the cursor.
public struct Completion: Equatable, Sendable {
  /// One of them.
  public struct Candidate: Equatable, Sendable {
    /// What replaces the word, quoted as the line needs it.
    public var replacement: Bytes
    /// What a list of candidates shows.
    public var label: Bytes
    /// What follows when this is the only candidate: a blank, a slash, a closing quote.
    public var suffix: Bytes
    /// A few words about it.
    public var description: Bytes

    /// A candidate.
    public init(replacement: Bytes, label: Bytes, suffix: Bytes, description: Bytes = []) {
      self.replacement = replacement
      self.label = label
      self.suffix = suffix
      self.description = description
    }
  }

  /// The offset in the line where the word starts.
  public var start: Int
  /// The candidates, sorted by their labels.
  public var candidates: [Candidate]

  /// Candidates for the word that starts at `start`.
  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// The start that all replacements share.
  var commonPrefix: Bytes {
    guard var prefix = candidates.first?.replacement[...] else { return [] }
    for candidate in candidates.dropFirst() {
      var length = 0
      for (left, right) in zip(prefix, candidate.replacement) {
        guard left == right else { break }
        length += 1
      }
      prefix = prefix.prefix(length)
    }
    // Never cut a character in two.
    while let last = prefix.last, last >= 0x80, !Self.endsCharacter(prefix) { prefix = prefix.dropLast() }
    // Nor a backslash from what it quotes.
    let backslashes =
      prefix.count - (prefix.lastIndex { $0 != ASCII.backslash }.map { $0 - prefix.startIndex + 1 } ?? 0)
    if backslashes % 2 == 1 { prefix = prefix.dropLast() }
    return Bytes(prefix)
  }

  private static func endsCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
    let all = Bytes(bytes)
    let start = UTF8Scanner.start(before: all.count, in: all)
    return all[start] < 0x80 || start < all.count - 1
  }

  /// The labels in columns, for a terminal that shows no menu.
  func table(width: Int) -> Bytes {
    let limit = 200
    let labels = candidates.prefix(limit).map { $0.label }
    let longest = labels.map(UTF8Scanner.count).max() ?? 0
    let columns = max(1, width / (longest + 2))
    let rows = (labels.count + columns - 1) / columns
    var text = Bytes()
    for row in 0..<rows {
      for column in 0..<columns {
        let index = column * rows + row
        guard index < labels.count else { continue }
        text += labels[index]
        let isLast = column == columns - 1 || index + rows >= labels.count
        if !isLast { text += Bytes(repeating: ASCII.space, count: longest + 2 - UTF8Scanner.count(labels[index])) }
      }
      text += "\r\n".bytes
    }
    if candidates.count > limit {
      text += "… and ".bytes + Bytes(decimal: candidates.count - limit) + " more\r\n".bytes
    }
    return text
  }
}
