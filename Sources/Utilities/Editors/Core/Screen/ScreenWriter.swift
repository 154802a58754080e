// From frames to bytes for the terminal: only what changed since the last frame is sent; lines that moved are moved.
//
// Specification: ECMA-48, and of xterm: DECSTBM (scrolling region), DECTCEM and DECSCUSR (cursor), 1049, 2004.

/// Remembers what the terminal shows.
public struct ScreenWriter: Sendable {
  private var shown: ScreenFrame?
  private var style: ScreenStyle?

  /// Shifts of lines that are looked for.
  private static let farthestScroll = 40

  public init() {}

  /// The alternate screen, with bracketed pastes.
  public static let begin = Array("\u{1b}[?1049h\u{1b}[?2004h".utf8)
  /// Everything as it was before.
  public static let end = Array("\u{1b}[0m\u{1b}[?2004l\u{1b}[0 q\u{1b}[?25h\u{1b}[?1049l".utf8)

  /// The terminal shows something else by now.
  public mutating func forget() { shown = nil }

  /// The bytes that bring the terminal to a frame.
  public mutating func update(to frame: ScreenFrame) -> [UInt8] {
    var output: [UInt8] = []
    style = nil
    if shown == nil || shown?.width != frame.width || shown?.height != frame.height {
      output += Array("\u{1b}[0m\u{1b}[r\u{1b}[H\u{1b}[2J".utf8)
      shown = ScreenFrame(width: frame.width, height: frame.height)
      shown?.shape = .underline
    }
    guard var old = shown else { return output }
    scroll(&old, to: frame, &output)
    for row in 0..<frame.height where old.rows[row] != frame.rows[row] {
      writeRow(row, old.rows[row], frame.rows[row], &output)
    }
    if style != nil, style != .plain { output += ScreenStyle.plain.bytes }
    if old.shape != frame.shape { output += Array("\u{1b}[\(frame.shape.rawValue) q".utf8) }
    if !output.isEmpty || old.cursor != frame.cursor { move(frame.cursor.row, frame.cursor.column, &output) }
    shown = frame
    guard output.count > 64 else { return output }
    return Array("\u{1b}[?25l".utf8) + output + Array("\u{1b}[?25h".utf8)
  }

  private func move(_ row: Int, _ column: Int, _ output: inout [UInt8]) {
    output += Array("\u{1b}[\(row + 1);\(column + 1)H".utf8)
  }

  /// Sends the cells from the first to the last that differ; blanks up to the end are erased.
  private mutating func writeRow(
    _ row: Int, _ old: [ScreenCell], _ new: [ScreenCell], _ output: inout [UInt8]
  ) {
    guard var first = new.indices.first(where: { old[$0] != new[$0] }),
      var last = new.indices.last(where: { old[$0] != new[$0] })
    else { return }
    // Halves of wide characters are not sent alone, and a character is sent again when its half went.
    while first > 0, new[first].scalar == 0 || old[first].scalar == 0 { first -= 1 }
    while last + 1 < new.count, new[last + 1].scalar == 0 || old[last + 1].scalar == 0 { last += 1 }
    let text = new.lastIndex { $0 != .blank } ?? -1
    move(row, first, &output)
    let end = min(last, text)
    if first <= end {
      for cell in new[first...end] where cell.scalar != 0 {
        if style != cell.style {
          output += cell.style.bytes
          style = cell.style
        }
        output += Characters.bytes(cell.scalar)
        for mark in cell.marks { output += Characters.bytes(mark) }
      }
    }
    guard last > end else { return }
    if style != .plain {
      output += ScreenStyle.plain.bytes
      style = .plain
    }
    output += Array("\u{1b}[K".utf8)
  }

  // MARK: - Scrolling

  /// When most rows are those of before at another height, the terminal moves them.
  private func scroll(_ old: inout ScreenFrame, to new: ScreenFrame, _ output: inout [UInt8]) {
    // The last two rows belong to status and messages.
    let count = new.height - 2
    guard count > 4 else { return }
    let same = (0..<count).count { old.rows[$0] == new.rows[$0] }
    guard same < count / 2 else { return }
    var best = (shift: 0, rows: count / 2)
    for distance in 1...min(Self.farthestScroll, count - 2) {
      for shift in [distance, -distance] {
        let rows = (max(0, -shift)..<min(count, count - shift)).count { old.rows[$0 + shift] == new.rows[$0] }
        if rows > best.rows { best = (shift, rows) }
      }
    }
    guard best.shift != 0 else { return }
    output += Array("\u{1b}[0m\u{1b}[1;\(count)r".utf8)
    // Lines deleted or inserted at the top: more terminals have that than scrolling.
    output += Array("\u{1b}[H\u{1b}[\(abs(best.shift))\(best.shift > 0 ? "M" : "L")\u{1b}[r".utf8)
    let blank = [ScreenCell](repeating: .blank, count: new.width)
    let rows = old.rows
    for row in 0..<count {
      old.rows[row] = (0..<count).contains(row + best.shift) ? rows[row + best.shift] : blank
    }
  }
}
