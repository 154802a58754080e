// What a widget may do while it handles an event.

import Graphics

/// The context of `Widget.handle`.
public struct EventContext {
  public let window: Window

  public var fonts: FontLibrary { window.fonts }
  public var theme: Theme { window.theme }
  /// Milliseconds of the application's clock.
  public var milliseconds: Int { window.milliseconds }
  /// The focus was last moved with the keyboard.
  public var showsFocus: Bool { window.showsFocus }

  public var clipboard: String {
    get { window.clipboardText }
    nonmutating set { window.clipboardText = newValue }
  }

  /// Gives the keyboard focus to a widget of the window.
  public func focus(_ widget: Widget, _ change: FocusChange = .gainedByPointer) {
    window.focus(widget, change)
  }
}
