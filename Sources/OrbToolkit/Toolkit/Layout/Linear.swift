// Rows and columns: children one after the other, the room that is left shared by those that grow.
//
// Each child is measured for its ideal extent; if all fit, `grow` shares the rest; if not, children give way in
// proportion to what they have above their least extent. Invisible children take no room, nor the spacing beside them.

import Graphics

/// The common part of `Row` and `Column`.
open class Linear: Widget {
  public final let axis: Axis
  /// Between two children, logical pixels.
  public final var spacing: Double { didSet { setNeedsLayout() } }
  /// Across the axis, unless a child says otherwise.
  public final var alignment: CrossAlignment { didSet { setNeedsLayout() } }
  /// Around all children.
  public final var padding = Insets.zero { didSet { setNeedsLayout() } }

  init(_ axis: Axis, spacing: Double, alignment: CrossAlignment, _ children: [Widget]) {
    self.axis = axis
    self.spacing = spacing
    self.alignment = alignment
    super.init()
    for child in children { addChild(child) }
  }

  open override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let inner = proposal.inset(by: padding)
    let extents = resolve(inner, context)
    var main = 0.0
    var cross = 0.0
    var index = 0
    for child in children where child.isVisible {
      let size = context.measure(child, Proposal(axis, main: extents[index], cross: inner[axis.cross]))
      // What a child measures above its share (a minimum) counts, so that the parent learns of it.
      main += max(extents[index], min(size[axis], extents[index] + 1e6)) + (index > 0 ? spacing : 0)
      cross = max(cross, size[axis.cross])
      index += 1
    }
    let size = Size(axis, main: main, cross: cross)
    return Size(width: size.width + padding.horizontal, height: size.height + padding.vertical)
  }

  open override func layout(_ size: Size, _ context: LayoutContext) {
    let inner = Rect(origin: .zero, size: size).inset(by: padding)
    let measuring = MeasureContext(fonts: context.fonts, scale: context.scale)
    let extents = resolve(Proposal(inner.size), measuring)
    let room = inner.size[axis.cross]
    var position = axis == .horizontal ? inner.minX : inner.minY
    let crossStart = axis == .horizontal ? inner.minY : inner.minX
    var index = 0
    for child in children where child.isVisible {
      let extent = extents[index]
      var cross = room
      var offset = 0.0
      let alignment = child.layoutHints.alignment ?? self.alignment
      if alignment != .fill || fixedCross(child) {
        cross = min(room, context.measure(child, Proposal(axis, main: extent, cross: room))[axis.cross])
        switch alignment {
        case .start, .fill: offset = 0
        case .center: offset = (room - cross) / 2
        case .end: offset = room - cross
        }
      }
      let rect =
        axis == .horizontal
        ? Rect(x: position, y: crossStart + offset, width: extent, height: cross)
        : Rect(x: crossStart + offset, y: position, width: cross, height: extent)
      context.place(child, in: rect)
      position += extent + spacing
      index += 1
    }
  }

  private func fixedCross(_ child: Widget) -> Bool {
    let hints = child.layoutHints
    return axis == .horizontal
      ? hints.height != nil || hints.maximumHeight.isFinite : hints.width != nil || hints.maximumWidth.isFinite
  }

  /// The extent of every visible child along the axis.
  private func resolve(_ proposal: Proposal, _ context: MeasureContext) -> [Double] {
    let cross = proposal[axis.cross]
    var ideals: [Double] = []
    var shares: [Double] = []
    for child in children where child.isVisible {
      ideals.append(context.measure(child, Proposal(axis, main: nil, cross: cross))[axis])
      shares.append(child.layoutHints.grow)
    }
    guard let available = proposal[axis], !ideals.isEmpty else { return ideals }
    let rest = available - ideals.reduce(0, +) - spacing * Double(ideals.count - 1)
    if rest >= 0 { return grown(ideals, shares, rest) }
    var slacks: [Double] = []
    var index = 0
    for child in children where child.isVisible {
      let least = context.measure(child, Proposal(axis, main: 0, cross: cross))[axis]
      slacks.append(max(0, ideals[index] - least))
      index += 1
    }
    let slack = slacks.reduce(0, +)
    guard slack > 0 else { return ideals }
    let part = min(1, -rest / slack)
    for index in ideals.indices { ideals[index] -= slacks[index] * part }
    return ideals
  }

  /// Shares `rest` among those that grow, up to each one's maximum.
  private func grown(_ ideals: [Double], _ shares: [Double], _ rest: Double) -> [Double] {
    var extents = ideals
    var shares = shares
    var rest = rest
    let visible = children.filter { $0.isVisible }
    for _ in 0..<3 {
      let total = shares.reduce(0, +)
      guard total > 0, rest > 0 else { break }
      var given = 0.0
      for index in extents.indices where shares[index] > 0 {
        let hints = visible[index].layoutHints
        let limit = axis == .horizontal ? hints.maximumWidth : hints.maximumHeight
        let wanted = extents[index] + rest * shares[index] / total
        let extent = min(wanted, max(limit, extents[index]))
        given += extent - extents[index]
        if extent < wanted { shares[index] = 0 }
        extents[index] = extent
      }
      rest -= given
    }
    return extents
  }

  /// Around all children.
  @discardableResult public final func padding(_ insets: Insets) -> Self {
    padding = insets
    return self
  }

  @discardableResult public final func padding(_ all: Double) -> Self { padding(Insets(all)) }
}

/// Children side by side, centred vertically unless told otherwise.
public final class Row: Linear {
  public init(
    spacing: Double = Metrics.related, alignment: CrossAlignment = .center, @WidgetBuilder _ content: () -> [Widget]
  ) {
    super.init(.horizontal, spacing: spacing, alignment: alignment, content())
  }

  public init(spacing: Double = Metrics.related, alignment: CrossAlignment = .center, _ children: [Widget]) {
    super.init(.horizontal, spacing: spacing, alignment: alignment, children)
  }
}

/// Children below each other, as wide as the column unless told otherwise.
public final class Column: Linear {
  public init(
    spacing: Double = Metrics.related, alignment: CrossAlignment = .fill, @WidgetBuilder _ content: () -> [Widget]
  ) {
    super.init(.vertical, spacing: spacing, alignment: alignment, content())
  }

  public init(spacing: Double = Metrics.related, alignment: CrossAlignment = .fill, _ children: [Widget]) {
    super.init(.vertical, spacing: spacing, alignment: alignment, children)
  }
}
