// How lines end in a file, and how its author indents: found by looking at its begin, so that what is typed fits in.

/// The bytes that end a line.
public enum LineEnding: Sendable {
  case lineFeed, carriageReturnLineFeed

  /// The bytes.
  public var bytes: [UInt8] { self == .lineFeed ? [0x0A] : [0x0D, 0x0A] }
  /// The name for the status bar.
  public var name: String { self == .lineFeed ? "LF" : "CRLF" }

  /// What most lines at the begin of a text end in; LF if there are none.
  public static func detect(_ text: ArraySlice<UInt8>) -> LineEnding {
    var plain = 0
    var pairs = 0
    var last: UInt8 = 0
    for byte in text {
      if byte == 0x0A { if last == 0x0D { pairs += 1 } else { plain += 1 } }
      last = byte
    }
    return pairs > plain ? .carriageReturnLineFeed : .lineFeed
  }

  /// The text with all line ends (LF, CR LF, CR) of this kind.
  func normalise(_ text: [UInt8]) -> [UInt8] {
    if self == .lineFeed && !text.contains(0x0D) { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else {
        result.append(byte)
        continue
      }
      if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
      result.append(contentsOf: bytes)
    }
    return result
  }
}

/// How lines are indented.
public struct Indentation: Equatable, Sendable {
  /// Widths that a tab or a level of indentation may have.
  public static let widths = 1...16

  /// Whether a level is a tab; otherwise it is `width` spaces.
  public var usesTabs: Bool
  /// Columns of a level and of a tab.
  public var width: Int

  public init(usesTabs: Bool, width: Int) {
    self.usesTabs = usesTabs
    self.width = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
  }

  /// One level.
  public var unit: [UInt8] { usesTabs ? [0x09] : Array(repeating: 0x20, count: width) }

  /// The habit of a text's first lines; `standard` if they tell nothing.
  static func detect(_ text: ArraySlice<UInt8>, standard: Indentation) -> Indentation {
    var tabs = 0
    var steps = Array(repeating: 0, count: 9)
    var previous = 0
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: true).prefix(1000) {
      if line.first == 0x09 { tabs += 1 }
      let spaces = line.prefix { $0 == 0x20 }.count
      let step = spaces - previous
      if step == 2 || step == 4 || step == 8 { steps[step] += 1 }
      previous = spaces
    }
    let best = steps.indices.max { steps[$0] < steps[$1] } ?? 0
    if tabs > steps[best] { return Indentation(usesTabs: true, width: standard.width) }
    return steps[best] > 0 ? Indentation(usesTabs: false, width: best) : standard
  }
}
