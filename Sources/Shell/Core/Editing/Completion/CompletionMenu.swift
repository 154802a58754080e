// The menu of candidates below the line: which are shown, which one is selected, and how they stand in columns.

/// An open menu.
struct CompletionMenu: Equatable {
  /// Columns of candidates on a terminal.
  struct Columns: Equatable {
    var count = 1
    var rows = 1
    var labelWidth = 1
    var descriptionWidth = 0

    /// Of one candidate.
    var width: Int { labelWidth + (descriptionWidth > 0 ? descriptionWidth + 2 : 0) }
  }

  /// Where the word starts in the line.
  let start: Int
  /// Everything that fits the word as it was at first.
  private let all: [Completion.Candidate]
  /// What fits the word as it is.
  private(set) var candidates: [Completion.Candidate]
  /// The line before a candidate was put in.
  var original: EditBuffer
  private(set) var selection: Int?
  /// The first row that is shown.
  private(set) var firstRow = 0

  init(_ completion: Completion, original: EditBuffer) {
    start = completion.start
    all = completion.candidates
    candidates = completion.candidates
    self.original = original
  }

  /// The selected candidate.
  var selected: Completion.Candidate? { selection.map { candidates[$0] } }

  /// Keeps what starts with `word`.
  mutating func narrow(to word: Bytes) {
    candidates = all.filter { $0.replacement.starts(with: word) }
    selection = nil
    firstRow = 0
  }

  /// Selects the candidate `distance` further, around the end.
  mutating func step(_ distance: Int) {
    guard !candidates.isEmpty else { return }
    guard let selection else {
      self.selection = distance > 0 ? 0 : candidates.count - 1
      return
    }
    let next = (selection + distance) % candidates.count
    self.selection = next < 0 ? next + candidates.count : next
  }

  /// Selects the candidate in the column beside.
  mutating func stepColumn(_ direction: Int, _ columns: Columns) {
    guard let selection else { return step(direction) }
    let next = selection + direction * columns.rows
    if next >= 0, next < candidates.count {
      self.selection = next
    } else if direction > 0, selection / columns.rows < (candidates.count - 1) / columns.rows {
      self.selection = candidates.count - 1
    }
  }

  /// Selects the candidate a page away.
  mutating func stepPage(_ direction: Int, rows: Int, _ columns: Columns) {
    guard let selection else { return step(direction) }
    let column = selection / columns.rows
    let row = max(0, min(selection % columns.rows + direction * rows, columns.rows - 1))
    self.selection = min(column * columns.rows + row, candidates.count - 1)
  }

  /// How the candidates stand on a terminal of that width.
  func columns(width: Int) -> Columns {
    var label = 1
    var description = 0
    for candidate in candidates {
      label = max(label, Self.columns(candidate.label))
      description = max(description, Self.columns(candidate.description))
    }
    var columns = Columns()
    columns.labelWidth = max(1, min(label, width))
    let room = width - columns.labelWidth - 2
    columns.descriptionWidth = room >= 8 ? min(description, room) : 0
    columns.count = max(1, (width + 2) / (columns.width + 2))
    columns.rows = max(1, (candidates.count + columns.count - 1) / columns.count)
    return columns
  }

  private static func columns(_ text: Bytes) -> Int {
    var columns = 0
    var index = 0
    while index < text.count {
      let end = Cluster.end(of: index, in: text)
      columns += text[index] < 0x20 || text[index] == 0x7f ? 2 : max(1, Cluster.columns(text[index..<end]))
      index = end
    }
    return columns
  }

  /// The rows to show, so that the selected one is among them.
  mutating func window(rows: Int, of columns: Columns) -> Range<Int> {
    let row = (selection ?? 0) % columns.rows
    firstRow = max(0, min(firstRow, columns.rows - rows))
    if row < firstRow { firstRow = row }
    if row >= firstRow + rows { firstRow = row - rows + 1 }
    return firstRow..<min(firstRow + rows, columns.rows)
  }
}
