// The keys in rows of equal cells that grow with the window; the columns of functions come and go on the left.

import CalculatorCore
import Graphics
import OrbToolkit

/// All keys.
final class Keypad: Widget {
  private let model: CalculatorModel
  private let basic: [CalculatorKeyButton]
  private let scientific: [CalculatorKeyButton]
  private static let basicColumns = 4
  private static let scientificColumns = 3
  private static let rows = 6
  private static let gap = 6.0

  private typealias Look = CalculatorKeyButton.Look

  init(_ model: CalculatorModel) {
    self.model = model
    func make(_ keys: [(String, String, Look, CalculatorKey)]) -> [CalculatorKeyButton] {
      keys.map { title, name, look, key in
        CalculatorKeyButton(title, name: name, look: look) { model.press(key) }
      }
    }
    basic = make(Keypad.basicKeys)
    scientific = make(Keypad.scientificKeys)
    super.init()
    focusGroup = .both
    for key in scientific + basic { addChild(key) }
    bind(on: [model]) { keypad in
      for key in keypad.scientific { key.isVisible = keypad.model.isScientific }
      keypad.setNeedsLayout()
    }
  }

  private static let basicKeys: [(String, String, Look, CalculatorKey)] = [
    ("C", "Clear", .function, .clear), ("±", "Change sign", .function, .negate),
    ("%", "Percent", .function, .percent), ("⌫", "Backspace", .function, .backspace),
    ("(", "Open parenthesis", .function, .openParenthesis), (")", "Close parenthesis", .function, .closeParenthesis),
    ("xʸ", "Power", .function, .power), ("÷", "Divide", .operation, .divide),
    ("7", "7", .digit, .digit(7)), ("8", "8", .digit, .digit(8)), ("9", "9", .digit, .digit(9)),
    ("×", "Multiply", .operation, .multiply),
    ("4", "4", .digit, .digit(4)), ("5", "5", .digit, .digit(5)), ("6", "6", .digit, .digit(6)),
    ("−", "Subtract", .operation, .subtract),
    ("1", "1", .digit, .digit(1)), ("2", "2", .digit, .digit(2)), ("3", "3", .digit, .digit(3)),
    ("+", "Add", .operation, .add),
    ("0", "0", .digit, .digit(0)), (".", "Decimal point", .digit, .point),
    ("ans", "Last result", .function, .constant("ans")),
    ("=", "Equals", .equals, .equals),
  ]

  private static let scientificKeys: [(String, String, Look, CalculatorKey)] = [
    ("sin", "Sine", .function, .function("sin")), ("cos", "Cosine", .function, .function("cos")),
    ("tan", "Tangent", .function, .function("tan")),
    ("asin", "Arc sine", .function, .function("asin")), ("acos", "Arc cosine", .function, .function("acos")),
    ("atan", "Arc tangent", .function, .function("atan")),
    ("ln", "Natural logarithm", .function, .function("ln")), ("log", "Logarithm to ten", .function, .function("log")),
    ("exp", "Exponential", .function, .function("exp")),
    ("√", "Square root", .function, .squareRoot), ("x²", "Square", .function, .square),
    ("x!", "Factorial", .function, .factorial),
    ("π", "Pi", .function, .constant("π")), ("e", "Euler's number", .function, .constant("e")),
    ("1/x", "Reciprocal", .function, .reciprocal),
    ("MR", "Recall memory", .function, .memoryRecall), ("M+", "Add to memory", .function, .memoryAdd),
    ("M−", "Subtract from memory", .function, .memorySubtract),
  ]

  private var columns: Int { Keypad.basicColumns + (model.isScientific ? Keypad.scientificColumns : 0) }

  override func measure(_ proposal: Proposal, _ context: MeasureContext) -> Size {
    let width = Double(columns) * 66 + Double(columns - 1) * Keypad.gap
    return Size(width: proposal.width ?? width, height: proposal.height ?? Double(Keypad.rows) * 50)
  }

  override func layout(_ size: Size, _ context: LayoutContext) {
    let width = (size.width - Double(columns - 1) * Keypad.gap) / Double(columns)
    let height = (size.height - Double(Keypad.rows - 1) * Keypad.gap) / Double(Keypad.rows)
    func place(_ keys: [CalculatorKeyButton], _ count: Int, from first: Int) {
      for (index, key) in keys.enumerated() {
        let x = Double(first + index % count) * (width + Keypad.gap)
        let y = Double(index / count) * (height + Keypad.gap)
        context.place(key, in: Rect(x: x, y: y, width: width, height: height))
      }
    }
    if model.isScientific { place(scientific, Keypad.scientificColumns, from: 0) }
    place(basic, Keypad.basicColumns, from: columns - Keypad.basicColumns)
  }
}
