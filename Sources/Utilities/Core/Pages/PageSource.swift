// The lines of a file for pages: form feeds end them, too.

import ABI
import UtilitySupport

/// An input of pr.
final class PageSource {
  /// What comes next.
  enum Item {
    case line(Bytes)
    case formFeed
    case end
  }

  private let reader: LineReader
  /// What is left of a line with a form feed in it.
  private var rest: Bytes?
  private var waiting: Item?

  init(_ reader: LineReader) { self.reader = reader }

  var failure: Errno? { reader.failure }

  /// The next item stays.
  func peek() -> Item {
    if let waiting { return waiting }
    let item = read()
    waiting = item
    return item
  }

  func next() -> Item {
    let item = peek()
    waiting = nil
    return item
  }

  private func read() -> Item {
    guard let line = rest ?? reader.next().map({ Bytes($0) }) else { return .end }
    rest = nil
    guard let feed = line.firstIndex(of: 0x0c) else { return .line(line) }
    if feed > 0 {
      rest = Bytes(line[feed...])
      return .line(Bytes(line[..<feed]))
    }
    // The end of the line behind it belongs to it.
    if line.count > 1 { rest = Bytes(line.dropFirst()) }
    return .formFeed
  }
}
