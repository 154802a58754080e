// How a cell of the screen looks: one of the terminal's colours and a few attributes.

/// Colours and attributes.
public struct ScreenStyle: Equatable, Sendable {
  /// 0: the terminal's own; else a colour of the palette, 1 more than its number.
  public var foreground: UInt8 = 0
  public var background: UInt8 = 0
  public var isBold = false
  public var isReversed = false
  public var isUnderlined = false

  public init() {}

  init(foreground: UInt8, bold: Bool = false) {
    self.foreground = foreground
    isBold = bold
  }

  static let plain = ScreenStyle()
  static let reversed: ScreenStyle = {
    var style = ScreenStyle()
    style.isReversed = true
    return style
  }()
  /// The rows behind the text, and marks that are not text.
  static let faint = ScreenStyle(foreground: 5)
  static let lineNumber = ScreenStyle(foreground: 4)
  static let problem: ScreenStyle = {
    var style = ScreenStyle(foreground: 8)
    style.background = 2
    return style
  }()
  static let match: ScreenStyle = {
    var style = ScreenStyle(foreground: 1)
    style.background = 4
    return style
  }()

  /// The sequence that sets it from scratch.
  var bytes: [UInt8] {
    var text = "\u{1b}[0"
    if isBold { text += ";1" }
    if isUnderlined { text += ";4" }
    if isReversed { text += ";7" }
    if foreground > 0 { text += foreground > 8 ? ";\(81 + Int(foreground))" : ";\(29 + Int(foreground))" }
    if background > 0 { text += background > 8 ? ";\(91 + Int(background))" : ";\(39 + Int(background))" }
    return Array((text + "m").utf8)
  }
}
