// The content of the calculator's window, and what the keyboard does in it: everything that can be clicked can be
// typed.

import CalculatorCore
import Graphics
import OrbToolkit

/// Display, keys and history; takes the keyboard.
final class CalculatorView: Widget {
  private let model: CalculatorModel
  private let main: Column
  private let history: Widget
  private static let margin = 12.0

  init(_ model: CalculatorModel) {
    self.model = model
    main = Column(spacing: 10, [])
    history = HistoryList.make(model)
    super.init()
    isFocusable = true
    addChild(main)
    addChild(history)
    bind(on: [model]) { view in
      view.history.isVisible = view.model.showsHistory
      view.setNeedsLayout()
    }
  }

  /// Fills in the content, once the commands that act on this view exist.
  func build(_ commands: CalculatorCommands) {
    let tools = Row(spacing: 4) {
      CalculatorView.toggle(commands.scientific)
      CalculatorView.toggle(commands.degrees)
      Spacer()
      Toolbar.button(commands.history)
    }
    main.setChildren([tools, CalculatorDisplay(model), Keypad(model).grow()])
    contextMenu = {
      [
        .action(commands.copy), .action(commands.paste), .separator, .action(commands.memoryAdd),
        .action(commands.memoryRecall), .action(commands.memoryClear), .separator, .action(commands.clearHistory),
      ]
    }
  }

  private static func toggle(_ action: Action) -> Button {
    let button = Button(action, style: .plain)
    button.height = Metrics.toolbarControlHeight
    return button
  }

  /// Makes the window as wide as what is shown needs.
  func fitWindow() {
    guard let window else { return }
    window.resize(to: Size(width: CalculatorWindow.size(model).width, height: window.size.height))
  }

  override var focusRing: FocusRing { .none }
  override var wantsInitialFocus: Bool { true }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    Size(width: proposal.width ?? 320, height: proposal.height ?? 480)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    let inner = Rect(origin: .zero, size: size).inset(by: CalculatorView.margin)
    let side = model.showsHistory ? 216 + CalculatorView.margin : 0
    context.place(main, in: Rect(x: inner.x, y: inner.y, width: inner.width - side, height: inner.height))
    if model.showsHistory {
      context.place(history, in: Rect(x: inner.maxX - 216, y: inner.y, width: 216, height: inner.height))
    }
  }

  override func handle(_ event: Event, _ context: EventContext) -> Bool {
    switch event {
    case .text(let scalar): return type(scalar)
    case .key(let key) where key.isPress && key.modifiers.forShortcut.subtracting(.shift).isEmpty:
      return press(key.key)
    case .pointer(let pointer) where pointer.phase == .down:
      context.focus(self)
      return true
    default: return false
    }
  }

  private func press(_ key: Key) -> Bool {
    switch key {
    case .enter, .keypadEnter: model.press(.equals)
    case .backspace: model.press(.backspace)
    case .escape, .delete: model.press(.clear)
    case .f9: model.press(.negate)
    case .up:
      guard let last = model.calculator.history.last else { return false }
      model.recall(last)
    default: return false
    }
    return true
  }

  private func type(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "0"..."9": model.press(.digit(Int(scalar.value) - 0x30))
    case ".", ",": model.press(.point)
    case "+": model.press(.add)
    case "-", "−": model.press(.subtract)
    case "*", "×": model.press(.multiply)
    case "/", "÷", ":": model.press(.divide)
    case "^": model.press(.power)
    case "%": model.press(.percent)
    case "!": model.press(.factorial)
    case "(": model.press(.openParenthesis)
    case ")": model.press(.closeParenthesis)
    case "=": model.press(.equals)
    case "a"..."z", "A"..."Z", "π", "√", "²", "³": model.insert(String(Character(scalar)))
    default: return scalar == " "
    }
    return true
  }

  override func accessibility() -> AccessibilityInfo { AccessibilityInfo(.group, name: "Calculator") }
}
