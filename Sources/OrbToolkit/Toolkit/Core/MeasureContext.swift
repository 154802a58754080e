// What a widget may do while it is measured: measure children and text, nothing else.
//
// The contexts of measure, layout and event are copyable, and must not be kept beyond the call: with noncopyable ones
// the optimiser of Swift 6.3.1 stops with an assertion in Embedded mode.

import Graphics

/// The context of `Widget.measure`.
public struct MeasureContext {
  public let fonts: FontLibrary
  /// Device pixels per logical pixel.
  public let scale: Double

  /// The size of a child for a proposal, its layout hints applied and its margin included.
  public func measure(_ child: Widget, _ proposal: Proposal) -> Size {
    guard child.isVisible else { return .zero }
    let hints = child.layoutHints
    var inner = proposal.inset(by: hints.margin)
    inner.width = (inner.width ?? hints.width).map { $0.clamped(hints.minimumWidth, hints.maximumWidth) }
    inner.height = (inner.height ?? hints.height).map { $0.clamped(hints.minimumHeight, hints.maximumHeight) }
    if proposal.width != nil, let width = hints.width { inner.width = width }
    if proposal.height != nil, let height = hints.height { inner.height = height }
    let size: Size
    if let cached = child.measurements[inner] {
      size = cached
    } else {
      size = child.measure(inner, self)
      child.measurements.insert(size, for: inner)
    }
    let width = (hints.width ?? size.width).clamped(hints.minimumWidth, hints.maximumWidth)
    let height = (hints.height ?? size.height).clamped(hints.minimumHeight, hints.maximumHeight)
    return Size(width: width + hints.margin.horizontal, height: height + hints.margin.vertical)
  }

  /// The width of one line of text, rounded up to whole pixels.
  public func textWidth(_ text: String, _ role: TextRole) -> Double {
    (fonts.measure(text, role.style).width * scale).wholeAbove / scale
  }
}
