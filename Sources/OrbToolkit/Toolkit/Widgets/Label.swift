// Text that is only shown.

import Graphics

/// A text. Wraps by default; `lines(1)` shortens it with an ellipsis instead.
public final class Label: Widget {
  public enum Tone: UInt8, Sendable {
    case normal
    case dim
    case accent
    case error
    case warning
    case success
  }

  public var text: String {
    didSet {
      guard text != oldValue else { return }
      wrapped = nil
      setNeedsLayout()
      setNeedsPaint()
    }
  }
  public var role: TextRole
  public var tone: Tone { didSet { if tone != oldValue { setNeedsPaint() } } }
  /// 0: as many as it takes.
  public var maximumLines = 0
  public var ellipsis = EllipsisMode.end
  /// Of the lines in the label's width.
  public var textAlignment = Alignment.leading
  private var wrapped: (width: Double, lines: [String])?

  public init(_ text: String, _ role: TextRole = .body, tone: Tone = .normal) {
    self.text = text
    self.role = role
    self.tone = tone
    super.init()
    ignoresPointer = true
  }

  /// Shows what the state says.
  public convenience init(_ text: State<String>, _ role: TextRole = .body, tone: Tone = .normal) {
    self.init(text.value, role, tone: tone)
    bind(text) { $0.text = $1 }
  }

  /// At most this many lines; 1 never wraps. What does not fit is shortened.
  @discardableResult public func lines(_ count: Int, ellipsis: EllipsisMode = .end) -> Label {
    maximumLines = count
    self.ellipsis = ellipsis
    return self
  }

  @discardableResult public func textAlignment(_ alignment: Alignment) -> Label {
    textAlignment = alignment
    return self
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    if maximumLines == 1 {
      let ideal = context.textWidth(text, role)
      // May give way down to a few letters.
      let width = proposal.width.map { min(ideal, max($0, min(ideal, role.lineHeight * 1.5))) } ?? ideal
      return Size(width: width, height: role.lineHeight)
    }
    var lines = TextWrap.lines(
      text, width: proposal.width.map { max($0, longestWord(context)) }, role: role, fonts: context.fonts)
    if maximumLines > 0 && lines.count > maximumLines { lines.removeLast(lines.count - maximumLines) }
    return Size(
      width: TextWrap.widest(lines, role, context), height: Double(max(1, lines.count)) * role.lineHeight)
  }

  /// What a line cannot go below without cutting words, within reason.
  private func longestWord(_ context: MeasureContext) -> Double {
    var widest = 0.0
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      widest = max(widest, context.textWidth(String(word), role))
    }
    return min(widest, 160)
  }

  public override func layout(_ size: Size, _ context: LayoutContext) {
    if wrapped?.width != size.width { wrapped = nil }
  }

  public override func paint(_ context: inout PaintContext) {
    let color = color(context.colors)
    let line = Rect(x: 0, y: 0, width: bounds.width, height: role.lineHeight)
    if maximumLines == 1 {
      let row = Rect(x: 0, y: (bounds.height - role.lineHeight) / 2, width: bounds.width, height: role.lineHeight)
      context.text(text, role, fitting: row, color: color, align: textAlignment, ellipsis: ellipsis)
      return
    }
    let lines = wrapped?.lines ?? TextWrap.lines(text, width: bounds.width, role: role, fonts: context.fonts)
    wrapped = (bounds.width, lines)
    let shown = maximumLines > 0 ? min(maximumLines, lines.count) : lines.count
    for index in 0..<shown {
      let rect = line.offset(x: 0, y: Double(index) * role.lineHeight)
      let isCut = index == shown - 1 && shown < lines.count
      context.text(
        isCut ? lines[index] + Ellipsis.mark : lines[index], role, in: rect, color: color, align: textAlignment)
    }
  }

  private func color(_ colors: Palette) -> Color {
    let color =
      switch tone {
      case .normal: colors.text
      case .dim: colors.dim
      case .accent: colors.accent
      case .error: colors.error
      case .warning: colors.warning
      case .success: colors.success
      }
    return isEffectivelyEnabled ? color : colors.disabled(color)
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.text, name: text) }
}
