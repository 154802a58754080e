// A line of text with styles, and its form for terminals.

/// How text looks.
public struct TextStyle: OptionSet, Equatable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let bold = TextStyle(rawValue: 1)
  public static let underlined = TextStyle(rawValue: 2)
  public static let italic = TextStyle(rawValue: 4)
  public static let code = TextStyle(rawValue: 8)
  public static let faint = TextStyle(rawValue: 16)
}

/// A line.
public struct StyledLine: Equatable, Sendable {
  /// A stretch of one style.
  public struct Run: Equatable, Sendable {
    public var text: [UInt8]
    public var style: TextStyle
  }

  public private(set) var runs: [Run] = []
  public init() {}

  mutating func append(_ text: some Sequence<UInt8>, _ style: TextStyle = []) {
    let bytes = Array(text)
    guard !bytes.isEmpty else { return }
    if let last = runs.last, last.style == style {
      runs[runs.count - 1].text += bytes
    } else {
      runs.append(Run(text: bytes, style: style))
    }
  }

  /// Columns on a terminal.
  var width: Int { runs.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } }

  /// The bytes of the line.
  /// - Parameter isPlain: without escape sequences.
  public func encoded(isPlain: Bool) -> [UInt8] {
    var output: [UInt8] = []
    for run in runs {
      guard !isPlain, !run.style.isEmpty else {
        output += run.text
        continue
      }
      var codes: [String] = []
      if run.style.contains(.bold) { codes.append("1") }
      if run.style.contains(.faint) { codes.append("2") }
      if run.style.contains(.italic) { codes.append("3") }
      if run.style.contains(.underlined) { codes.append("4") }
      if run.style.contains(.code) { codes.append("36") }
      output += "\u{1b}[\(codes.joined(separator: ";"))m".utf8
      output += run.text
      output += "\u{1b}[0m".utf8
    }
    return output
  }
}
