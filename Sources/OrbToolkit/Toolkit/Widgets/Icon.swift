// A picture made of paths, and one made of pixels.

import Graphics

/// A vector icon at a size.
public final class Icon: Widget {
  public var icon: VectorIcon { didSet { setNeedsPaint() } }
  public let side: Double
  public var tone: Label.Tone { didSet { setNeedsPaint() } }

  public init(_ icon: VectorIcon, side: Double = Metrics.icon, tone: Label.Tone = .normal) {
    self.icon = icon
    self.side = side
    self.tone = tone
    super.init()
    ignoresPointer = true
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: side, height: side)
  }

  public override func paint(_ context: inout PaintContext) {
    let colors = context.colors
    let color =
      switch tone {
      case .normal: colors.text
      case .dim: colors.dim
      case .accent: colors.accent
      case .error: colors.error
      case .warning: colors.warning
      case .success: colors.success
      }
    context.icon(icon, in: bounds, side: side, color: color)
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.group) }
}

/// Pixels, scaled to fit.
public final class Picture: Widget {
  public var bitmap: Bitmap {
    didSet {
      setNeedsLayout()
      setNeedsPaint()
    }
  }

  public init(_ bitmap: Bitmap) {
    self.bitmap = bitmap
    super.init()
  }

  public override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let ideal = Size(width: Double(bitmap.width), height: Double(bitmap.height))
    let part = min(1, (proposal.width ?? ideal.width) / max(1, ideal.width))
    return Size(width: ideal.width * part, height: ideal.height * part)
  }

  public override func paint(_ context: inout PaintContext) {
    guard bitmap.width > 0, bitmap.height > 0 else { return }
    let part = min(bounds.width / Double(bitmap.width), bounds.height / Double(bitmap.height))
    let size = Size(width: Double(bitmap.width) * part, height: Double(bitmap.height) * part)
    context.painter.draw(bitmap, in: bounds.centered(size))
  }

  public override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.image) }
}
