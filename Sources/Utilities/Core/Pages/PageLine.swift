// A line of a page while it grows: blanks wait until something follows them, and may become tabs.

import UtilitySupport

/// A line of output.
struct PageLine {
  private(set) var bytes = Bytes()
  private var column = 0
  private var blanks = 0
  private let tabs: PageStyle.Tabs?

  init(tabs: PageStyle.Tabs?) { self.tabs = tabs }

  mutating func append(_ byte: UInt8) {
    guard tabs != nil else {
      bytes.append(byte)
      return
    }
    if byte == 0x20 {
      blanks += 1
      return
    }
    flush()
    bytes.append(byte)
    if byte == 0x08 { column -= 1 } else if byte >= 0x20, byte != 0x7f, byte & 0xc0 != 0x80 { column += 1 }
  }

  /// All characters between columns take one column, tabs too.
  mutating func append(separator byte: UInt8) {
    if byte != 0x20 { flush() }
    append(byte)
    if byte < 0x20 { column += 1 }
  }

  /// Goes on at a column.
  mutating func pad(to target: Int) {
    if tabs != nil {
      blanks = target - column
    } else {
      bytes += Bytes(repeating: 0x20, count: max(0, target - column))
      column = target
    }
  }

  /// Writes the blanks that wait.
  mutating func flush() {
    guard blanks > 0, let tabs else { return }
    let goal = column + blanks
    var place = column
    while goal - place > 1 {
      let stop = place + tabs.width - place % tabs.width
      if stop > goal { break }
      bytes.append(tabs.character)
      place = stop
    }
    bytes += Bytes(repeating: 0x20, count: goal - place)
    column = goal
    blanks = 0
  }
}
