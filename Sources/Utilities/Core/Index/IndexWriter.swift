// The lines of an index that `ptx` makes: the reference, what comes before the word, the word and what follows it.

import System
import UtilitySupport

/// Writes an index.
struct IndexWriter {
  private let tool: Tool
  private let files: [IndexedFile]
  private let mark: Bytes
  private let gap: Int
  private let measures: PermutedIndex.Measures
  /// Columns of the references; nil without them.
  private let referenceWidth: Int?
  private let isRight: Bool

  init(_ tool: Tool, _ files: [IndexedFile], mark: Bytes, width: Int, gap: Int) {
    (self.tool, self.files, self.mark, self.gap) = (tool, files, mark, gap)
    isRight = tool.has("R")
    let widths = files.map { $0.name.count + Bytes(decimal: $0.ends.count + 1).count + 1 }
    referenceWidth = tool.has("A") ? widths.max() ?? 0 : nil
    let taken = isRight ? 0 : referenceWidth.map { $0 + gap } ?? 0
    measures = PermutedIndex.Measures(width: width - taken, gap: gap, mark: mark.count)
  }

  func write(_ entries: [IndexEntry]) {
    for entry in entries where !tool.isOutputClosed { write(entry) }
  }

  private func write(_ entry: IndexEntry) {
    let file = files[entry.page]
    let fields = file.index.fields(entry.word, measures)
    let reference = referenceWidth.map { _ in
      file.name + ":".bytes + Bytes(decimal: file.line(entry.word.range.lowerBound))
    }
    func shown(_ range: Range<Int>) -> Bytes { file.text[range].map { Character8.isSpace($0) ? 0x20 : $0 } }
    func marked(_ isCut: Bool) -> Bytes { isCut ? mark : [] }
    func blanks(_ count: Int) -> Bytes { Bytes(repeating: 0x20, count: max(0, count)) }
    var line = Bytes()
    if !isRight {
      // The gap stays without references, too.
      line = reference.map { $0 + ":".bytes } ?? []
      line += blanks((referenceWidth ?? 0) + gap - line.count)
    }
    let tail = fields.tail.isEmpty ? [] : shown(fields.tail) + marked(fields.cutsTail)
    let before = marked(fields.cutsBefore) + shown(fields.before)
    line += tail + blanks(measures.half - gap - before.count - tail.count) + before + blanks(gap)
    let key = shown(fields.key) + marked(fields.cutsKey)
    line += key
    let head = fields.head.isEmpty ? [] : marked(fields.cutsHead) + shown(fields.head)
    if !head.isEmpty || (reference != nil && isRight) {
      line += blanks(measures.half - key.count - head.count) + head
    }
    if let reference, isRight { line += blanks(gap) + reference }
    tool.output.write(line + [0x0a])
  }
}
