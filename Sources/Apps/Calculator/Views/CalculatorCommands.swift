// The commands of the calculator, for shortcuts, the context menu and the palette.

import CalculatorCore
import OrbToolkit

/// The commands of one window.
final class CalculatorCommands {
  let scientific: Action
  let degrees: Action
  let history: Action
  let copy: Action
  let paste: Action
  let memoryAdd: Action
  let memoryRecall: Action
  let memoryClear: Action
  let clearHistory: Action
  let close: Action

  init(_ model: CalculatorModel, _ view: CalculatorView) {
    // The view owns the commands through its window, so it outlives them.
    let view = Unretained(view)
    scientific = Action("view.scientific", "Scientific", shortcut: .control(.f), isChecked: false) {
      model.isScientific.toggle()
      view.widget.fitWindow()
    }
    degrees = Action("angle.degrees", "Degrees", shortcut: .control(.d), isChecked: false) {
      model.usesDegrees.toggle()
    }
    history = Action("view.history", "History", icon: Symbols.clock, shortcut: .control(.h), isChecked: false) {
      model.showsHistory.toggle()
      view.widget.fitWindow()
    }
    copy = Action("edit.copy", "Copy result", icon: Symbols.copy, shortcut: .control(.c)) {
      view.widget.window?.clipboardText = model.calculator.copyText
    }
    copy.alternatives = [.control(.insert)]
    paste = Action("edit.paste", "Paste", icon: Symbols.paste, shortcut: .control(.v)) {
      model.insert(view.widget.window?.clipboardText ?? "")
    }
    paste.alternatives = [Shortcut(.insert, .shift)]
    memoryAdd = Action("memory.add", "Add to memory", shortcut: .control(.m)) { model.press(.memoryAdd) }
    memoryRecall = Action("memory.recall", "Recall memory", shortcut: .control(.r)) { model.press(.memoryRecall) }
    memoryClear = Action("memory.clear", "Clear memory", shortcut: .control(.l)) { model.press(.memoryClear) }
    clearHistory = Action("history.clear", "Clear history") { model.clearHistory() }
    close = Action("window.close", "Close", shortcut: .control(.w)) { view.widget.window?.requestClose() }
    close.alternatives = [.control(.q)]
    refresh(model)
  }

  var all: [Action] {
    [
      copy, paste, scientific, degrees, history, memoryAdd, memoryRecall, memoryClear, clearHistory, close,
    ]
  }

  /// Marks and states as the model has them.
  func refresh(_ model: CalculatorModel) {
    scientific.isChecked = model.isScientific
    degrees.isChecked = model.usesDegrees
    history.isChecked = model.showsHistory
    clearHistory.isEnabled = !model.calculator.history.isEmpty
    memoryRecall.isEnabled = model.calculator.memory != nil
    memoryClear.isEnabled = model.calculator.memory != nil
  }
}
