// The blinking of a caret: on while something is typed, off and on while the text has the focus, and steady after a
// while, so that an idle window does not wake the machine.

/// The blinking of one caret.
public final class CaretBlink {
  static let interval = 530
  /// After this many changes without a key press the caret stays.
  static let limit = 20

  public private(set) var isShown = false
  private var timer: Timer?
  private var changes = 0
  private let repaint: () -> Void

  public init(repaint: @escaping () -> Void) {
    self.repaint = repaint
  }

  /// Shows the caret and begins anew.
  public func restart(_ window: Window?) {
    timer?.cancel()
    isShown = true
    changes = 0
    next(window)
    repaint()
  }

  /// Hides the caret.
  public func stop() {
    timer?.cancel()
    timer = nil
    if isShown {
      isShown = false
      repaint()
    }
  }

  private func next(_ window: Window?) {
    guard let window, changes < CaretBlink.limit else { return }
    timer = window.schedule(after: CaretBlink.interval) { [self] in
      changes += 1
      isShown.toggle()
      repaint()
      // It ends as it began: shown.
      if changes < CaretBlink.limit || !isShown { next(window) }
    }
  }
}
