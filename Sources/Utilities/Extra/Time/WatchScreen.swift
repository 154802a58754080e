// What watch shows: a head, and as much of the output as fits, with what has changed in reverse video.

import UtilitySupport

/// Lays out output for a screen.
struct WatchScreen {
  /// Empty for none.
  let title: String
  let keepsColours: Bool
  let marksChanges: Bool

  /// A character, and the colour that it is shown in.
  private struct Cell: Equatable {
    var character: Bytes
    var colour = Bytes()
  }

  /// The escape sequences and text that show `output`.
  func drawn(_ output: Bytes, after previous: Bytes?, date: Bytes, columns: Int, rows: Int) -> Bytes {
    let columns = max(1, columns)
    var screen = "\u{1b}[H".bytes
    var left = max(1, rows)
    if !title.utf8.isEmpty, rows > 2 {
      let room = max(0, columns - date.count - 1)
      let head = title.utf8.count > room ? Bytes(title.utf8.prefix(room)) : title.bytes
      screen += head.leftAligned(max(0, columns - date.count)) + date.prefix(columns) + "\u{1b}[K\r\n\u{1b}[K\r\n".bytes
      left -= 2
    }
    let lines = cells(output, columns: columns, rows: left)
    let old = marksChanges ? previous.map { cells($0, columns: columns, rows: left) } : nil
    for row in 0..<left {
      if row < lines.count { screen += drawn(lines[row], old.map { row < $0.count ? $0[row] : [] }) }
      screen += "\u{1b}[K".bytes
      if row + 1 < left { screen += "\r\n".bytes }
    }
    return screen
  }

  private func drawn(_ line: [Cell], _ old: [Cell]?) -> Bytes {
    var text = Bytes()
    var colour = Bytes()
    var isMarked = false
    for (column, cell) in line.enumerated() {
      let marks = old.map { column >= $0.count || $0[column].character != cell.character } ?? false
      if marks != isMarked || cell.colour != colour {
        text += "\u{1b}[0m".bytes + cell.colour + (marks ? "\u{1b}[7m".bytes : [])
        (colour, isMarked) = (cell.colour, marks)
      }
      text += cell.character
    }
    return isMarked || !colour.isEmpty ? text + "\u{1b}[0m".bytes : text
  }

  /// The output as rows of characters; lines that are too long go on in the next row.
  private func cells(_ output: Bytes, columns: Int, rows: Int) -> [[Cell]] {
    var lines: [[Cell]] = [[]]
    var colour = Bytes()
    var index = 0
    func add(_ character: Bytes) {
      if lines[lines.count - 1].count >= columns { lines.append([]) }
      lines[lines.count - 1].append(Cell(character: character, colour: colour))
    }
    while index < output.count, lines.count <= rows {
      let byte = output[index]
      index += 1
      switch byte {
      case 0x0a: lines.append([])
      case 0x09: repeat { add([0x20]) } while lines[lines.count - 1].count % 8 != 0
      case 0x1b:
        let end = Self.endOfSequence(output, index)
        if keepsColours, end > index, output[end - 1] == UInt8(ascii: "m") {
          let sequence = Bytes(output[(index - 1)..<end])
          // A reset, or one more attribute on what there is; a long chain of them is no honest colour.
          let isReset = sequence.elementsEqual("\u{1b}[0m".utf8) || sequence.elementsEqual("\u{1b}[m".utf8)
          colour = isReset || colour.count > 64 ? [] : colour + sequence
        }
        index = end
      case 0..<0x20, 0x7f: continue
      default:
        var end = index
        if byte >= 0xc0 { while end < output.count, end < index + 3, output[end] & 0xc0 == 0x80 { end += 1 } }
        add(Bytes(output[(index - 1)..<end]))
        index = end
      }
    }
    return Array(lines.prefix(rows))
  }

  /// Where an escape sequence ends whose escape stands before `start`.
  private static func endOfSequence(_ bytes: Bytes, _ start: Int) -> Int {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return min(start + 1, bytes.count) }
    var end = start + 1
    while end < bytes.count, end < start + 64, !(0x40...0x7e).contains(bytes[end]) { end += 1 }
    return min(end + 1, bytes.count)
  }
}
