// The reader behind SwiftText: goes through the bytes of a source once and puts each into one of two copies.

struct SwiftSplitter {
  private enum Copy { case code, comment, neither }

  private let bytes: [UInt8]
  private var place = 0
  private(set) var code: [UInt8] = []
  private(set) var comments: [UInt8] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    code.reserveCapacity(bytes.count)
    comments.reserveCapacity(bytes.count)
  }

  /// Reads code to the end, or to the parenthesis that closes an interpolation.
  mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "/") where starts("//"): readLineComment()
      case UInt8(ascii: "/") where starts("/*"): readBlockComment()
      case UInt8(ascii: "\""): readString(hashes: 0)
      case UInt8(ascii: "#"):
        let hashes = bytes[place...].prefix { $0 == UInt8(ascii: "#") }.count
        if bytes[(place + hashes)...].first == UInt8(ascii: "\"") { readString(hashes: hashes) } else { take(.code) }
      case UInt8(ascii: "("):
        depth += 1
        take(.code)
      case UInt8(ascii: ")"):
        depth -= 1
        take(.code)
        if untilParenthesis && depth == 0 { return }
      default: take(.code)
      }
    }
  }

  private mutating func readLineComment() {
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { take(.comment) }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      let change = starts("/*") ? 1 : starts("*/") ? -1 : 0
      depth += change
      for _ in 0...abs(change) { take(.comment) }
    } while depth > 0 && place < bytes.count
  }

  /// - Parameter hashes: how many stand in front of the quotes.
  private mutating func readString(hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    for _ in 0..<hashes { take(.code) }
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    for _ in quotes.utf8 { take(.code) }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\"") where starts(quotes + marks):
        for _ in 0..<quotes.utf8.count + hashes { take(.code) }
        return
      case UInt8(ascii: "\n") where quotes.utf8.count == 1: return
      case UInt8(ascii: "\\") where starts("\\" + marks):
        for _ in 0...hashes { take(.neither) }
        if starts("(") { readCode(untilParenthesis: true) } else { take(.neither) }
      default: take(.neither)
      }
    }
  }

  private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  /// Moves one byte on. Line feeds go to both copies, everything else leaves blanks in the other ones.
  private mutating func take(_ copy: Copy) {
    guard place < bytes.count else { return }
    let byte = bytes[place]
    let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
    code.append(copy == .code ? byte : blank)
    comments.append(copy == .comment ? byte : blank)
    place += 1
  }
}
