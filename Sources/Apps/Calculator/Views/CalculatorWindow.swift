// The calculator's window.

import Graphics
public import OrbToolkit

/// Makes the window of the calculator.
public enum CalculatorWindow {
  private static let basic = Size(width: 324, height: 500)
  private static let scientificWidth = 216.0
  private static let historyWidth = 228.0

  /// The size that shows what the model wants shown.
  static func size(_ model: CalculatorModel) -> Size {
    let width = basic.width + (model.isScientific ? scientificWidth : 0) + (model.showsHistory ? historyWidth : 0)
    return Size(width: width, height: basic.height)
  }

  /// A calculator; tests hand in a model to look at.
  public static func make(_ model: CalculatorModel = CalculatorModel()) -> Window {
    let view = CalculatorView(model)
    let commands = CalculatorCommands(model, view)
    view.build(commands)
    view.bind(on: [model]) { _ in commands.refresh(model) }
    let window = Window(title: "Calculator", size: size(model), minimumSize: Size(width: 280, height: 400)) { view }
    window.actions = commands.all
    return window
  }
}
