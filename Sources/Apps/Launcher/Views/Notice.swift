// A small window with a sentence: for what the panel has to say or to ask.

import Graphics
import OrbToolkit

enum Notice {
  /// Something went wrong.
  static func window(title: String, text: String) -> Window {
    let box = WindowBox()
    let window = make(
      title: title, text: text, icon: Symbols.warning,
      buttons: [Button("Close") { box.window?.close() }.asDefault().asCancel()])
    box.window = window
    window.didClose = { box.window = nil }
    return window
  }

  static let size = Size(width: 440, height: 176)

  /// How such a window behaves: a dialog.
  static var options: WindowOptions {
    var options = WindowOptions()
    options.kind = .dialog
    options.isResizable = false
    return options
  }

  static func make(
    title: String, text: String, icon: VectorIcon, buttons: [Button], size: Size = Notice.size,
    options: WindowOptions = Notice.options
  ) -> Window {
    Window(title: title, size: size, options: options) {
      Padding(Metrics.dialogMargin) {
        Column(spacing: Metrics.group) {
          Row(spacing: 14, alignment: .start) {
            Icon(icon, side: 24, tone: .accent)
            Column(spacing: 4) {
              Label(title, .section)
              Label(text, tone: .dim)
            }.grow()
          }
          Spacer()
          Row {
            Spacer()
            for button in buttons { button }
          }
        }
      }
    }
  }
}
