// The switches of a terminal: what DECSET/SM turn on and off, and what the keyboard and mouse encoders and the painter
// have to know about. Plain data.

/// Modes that are on or off.
public struct TerminalModes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// DECCKM (?1): cursor keys send SS3.
  public static let applicationCursor = TerminalModes(rawValue: 1 << 0)
  /// DECNKM (?66, ESC =): the keypad sends SS3.
  public static let applicationKeypad = TerminalModes(rawValue: 1 << 1)
  /// DECSCNM (?5): the screen is shown inverted.
  public static let reverseVideo = TerminalModes(rawValue: 1 << 2)
  /// DECOM (?6): rows count from the scroll region's top.
  public static let origin = TerminalModes(rawValue: 1 << 3)
  /// DECAWM (?7): writing goes on in the next row.
  public static let autowrap = TerminalModes(rawValue: 1 << 4)
  /// ?12: the cursor blinks.
  public static let cursorBlink = TerminalModes(rawValue: 1 << 5)
  /// DECTCEM (?25): the cursor is shown.
  public static let cursorVisible = TerminalModes(rawValue: 1 << 6)
  /// ?45: backspace at the left edge goes to the end of a wrapped row above.
  public static let reverseWrap = TerminalModes(rawValue: 1 << 7)
  /// IRM (4): characters push the rest of the row right.
  public static let insert = TerminalModes(rawValue: 1 << 8)
  /// LNM (20): line feed implies carriage return, Enter sends both.
  public static let newLine = TerminalModes(rawValue: 1 << 9)
  /// ?1004: focus changes are reported.
  public static let focusReporting = TerminalModes(rawValue: 1 << 10)
  /// ?1007: the wheel sends cursor keys on the alternate screen.
  public static let alternateScroll = TerminalModes(rawValue: 1 << 11)
  /// ?2004: pastes are bracketed.
  public static let bracketedPaste = TerminalModes(rawValue: 1 << 12)
  /// ?2026: the program is in the middle of a frame.
  public static let synchronizedOutput = TerminalModes(rawValue: 1 << 13)
  /// ?2031: changes of the colour scheme are reported.
  public static let schemeReporting = TerminalModes(rawValue: 1 << 14)
  /// ?2048: changes of the size are reported in band.
  public static let resizeReporting = TerminalModes(rawValue: 1 << 15)
  /// ?1006: mouse reports in SGR form.
  public static let mouseSGR = TerminalModes(rawValue: 1 << 16)
  /// ?1016: mouse reports in SGR form with pixels.
  public static let mousePixels = TerminalModes(rawValue: 1 << 17)

  /// The state after a reset.
  public static let initial: TerminalModes = [.autowrap, .cursorVisible, .cursorBlink, .alternateScroll]
}
