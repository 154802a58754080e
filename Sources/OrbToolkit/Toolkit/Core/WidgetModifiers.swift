// Modifiers that chain in a declaration: `Button("Save", action: save).grow().toolTip("Ctrl+S")`.

import Graphics

extension Bindable where Self: Widget {
  /// A share of the room that is left in a row or column.
  @discardableResult public func grow(_ share: Double = 1) -> Self {
    layoutHints.grow = share
    return self
  }

  /// Across the row or column.
  @discardableResult public func align(_ alignment: CrossAlignment) -> Self {
    layoutHints.alignment = alignment
    return self
  }

  /// A fixed width and/or height, logical pixels.
  @discardableResult public func frame(width: Double? = nil, height: Double? = nil) -> Self {
    if let width { layoutHints.width = width }
    if let height { layoutHints.height = height }
    return self
  }

  /// Bounds of the size.
  @discardableResult
  public func frame(
    minWidth: Double = 0, maxWidth: Double = .infinity, minHeight: Double = 0, maxHeight: Double = .infinity
  ) -> Self {
    layoutHints.minimumWidth = minWidth
    layoutHints.maximumWidth = maxWidth
    layoutHints.minimumHeight = minHeight
    layoutHints.maximumHeight = maxHeight
    return self
  }

  /// Empty room around the widget.
  @discardableResult public func margin(_ insets: Insets) -> Self {
    layoutHints.margin = insets
    return self
  }

  @discardableResult public func margin(_ all: Double) -> Self { margin(Insets(all)) }

  /// Columns that it takes in a `Grid`.
  @discardableResult public func span(_ columns: Int) -> Self {
    layoutHints.columnSpan = max(1, columns)
    return self
  }

  /// Identity among siblings when content is rebuilt, and a name for tests.
  @discardableResult public func key(_ key: String) -> Self {
    self.key = key
    return self
  }

  @discardableResult public func enabled(_ isEnabled: Bool) -> Self {
    self.isEnabled = isEnabled
    return self
  }

  @discardableResult public func enabled(_ state: State<Bool>) -> Self {
    bind(state) { $0.isEnabled = $1 }
  }

  @discardableResult public func visible(_ isVisible: Bool) -> Self {
    self.isVisible = isVisible
    return self
  }

  @discardableResult public func visible(_ state: State<Bool>) -> Self {
    bind(state) { $0.isVisible = $1 }
  }

  @discardableResult public func toolTip(_ text: String) -> Self {
    toolTip = text
    return self
  }

  /// The name for assistive technology where the widget has no text of its own.
  @discardableResult public func named(_ name: String) -> Self {
    accessibilityName = name
    return self
  }

  @discardableResult public func contextMenu(_ items: @escaping () -> [MenuItem]) -> Self {
    contextMenu = items
    return self
  }
}
