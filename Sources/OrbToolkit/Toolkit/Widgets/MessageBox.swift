// A question with a sentence of explanation. Buttons are verbs; what loses something is never the default.

import Graphics

/// Questions and messages above a window.
public enum MessageBox {
  /// One answer to choose.
  public struct Choice {
    public let title: String
    public let isDestructive: Bool
    public let run: () -> Void

    public init(_ title: String, isDestructive: Bool = false, run: @escaping () -> Void = {}) {
      self.title = title
      self.isDestructive = isDestructive
      self.run = run
    }
  }

  public enum Kind: UInt8, Sendable {
    case question, warning, error, information
  }

  /// Asks. The last choice is the default unless it is destructive; `cancel` (nil: there is none) is what Esc does.
  public static func show(
    in window: Window, _ kind: Kind = .question, title: String, text: String = "", choices: [Choice],
    cancel: String? = "Cancel", didCancel: @escaping () -> Void = {}
  ) {
    var buttons: [Button] = []
    let box = Box()
    if let cancel {
      let button = Button(cancel) {
        box.dialog?.dismiss()
        didCancel()
      }
      buttons.append(button.asCancel())
    }
    for (index, choice) in choices.enumerated() {
      let button = Button(choice.title, style: choice.isDestructive ? .destructive : .normal) {
        box.dialog?.dismiss()
        choice.run()
      }
      if index == choices.count - 1 && !choice.isDestructive { button.asDefault() }
      if cancel == nil && choices.count == 1 { button.asCancel() }
      buttons.append(button)
    }
    var body: [Widget] = []
    if !text.isEmpty {
      body.append(
        Row(spacing: 12, alignment: .start) {
          icon(kind)
          Label(text).grow()
        })
    }
    let dialog = Dialog(title, content: body, buttons: buttons)
    box.dialog = dialog
    dialog.present(in: window) { box.dialog = nil }
  }

  /// Says something that needs no answer.
  public static func tell(in window: Window, _ kind: Kind = .error, title: String, text: String) {
    show(in: window, kind, title: title, text: text, choices: [Choice("Close")], cancel: nil)
  }

  private static func icon(_ kind: Kind) -> Widget? {
    switch kind {
    case .question: nil
    case .warning: Icon(Symbols.warning, side: 20, tone: .warning)
    case .error: Icon(Symbols.warning, side: 20, tone: .error)
    case .information: Icon(Symbols.info, side: 20, tone: .accent)
    }
  }

  /// Lets the buttons reach the dialog that is made of them; emptied when it is dismissed.
  private final class Box {
    var dialog: Dialog?
  }
}
