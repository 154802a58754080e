// Filling paragraphs: words are moved between lines so that none is longer than it may be.

/// Fills lines.
enum ParagraphFill {
  /// Lines with the words of others, at most `width` columns each; empty lines stay where they are between paragraphs.
  static func fill(_ lines: [[UInt8]], width: Int, tab: Int) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var current: [UInt8] = []
    var columns = 0
    var hasWords = false
    for line in lines {
      let words = line.split { Characters.isBlank($0) }
      if words.isEmpty {
        if hasWords { result.append(current) }
        result.append([])
        (current, hasWords) = ([], false)
        continue
      }
      if !hasWords {
        current = Array(line.prefix(while: Characters.isBlank))
        columns = Characters.column(current, current.count, tab: tab)
      }
      for word in words {
        let size = Characters.column(Array(word), word.count, tab: tab)
        if hasWords, columns + 1 + size > width {
          result.append(current)
          current = Array(word)
          columns = size
        } else {
          if hasWords { current.append(0x20) }
          current += word
          columns += size + (hasWords ? 1 : 0)
        }
        hasWords = true
      }
    }
    if hasWords { result.append(current) }
    return result
  }
}
