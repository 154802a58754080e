// The type scale: every text in the interface has one of these roles.

import Graphics

/// What a text is for; decides font, size, weight and line height.
public enum TextRole: UInt8, Sendable {
  /// 13 px, the interface's ordinary text.
  case body
  /// 13 px medium: titles of windows, names that head something.
  case emphasis
  /// 12 px, usually dim.
  case caption
  /// 15 px semibold.
  case section
  /// 20 px semibold.
  case title
  /// 28 px: the calculator's result.
  case display
  /// 13 px monospaced.
  case code
  /// 13 px with digits of one width, for columns of numbers.
  case number

  public var style: TextStyle {
    switch self {
    case .body: TextStyle(size: 13)
    case .emphasis: TextStyle(size: 13, weight: 500)
    case .caption: TextStyle(size: 12)
    case .section: TextStyle(size: 15, weight: 600)
    case .title: TextStyle(size: 20, weight: 600)
    case .display: TextStyle(size: 28, weight: 400, tabularNumbers: true)
    case .code: TextStyle(family: .monospace, size: 13)
    case .number: TextStyle(size: 13, tabularNumbers: true)
    }
  }

  /// From one baseline to the next, logical pixels.
  public var lineHeight: Double {
    switch self {
    case .body, .emphasis, .number: 20
    case .caption: 18
    case .section: 22
    case .title: 28
    case .display: 36
    case .code: 19
    }
  }
}
