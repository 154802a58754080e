// The calculator as something views can follow: the core's state machine, what of it is shown, and the app's switches.

public import CalculatorCore
public import OrbToolkit

/// The state of a calculator window. Its followers are told after each key.
public final class CalculatorModel: Source {
  public private(set) var calculator = Calculator()
  /// The columns of functions are shown.
  public var isScientific = false { didSet { notify() } }
  /// Finished calculations are shown beside the keys.
  public var showsHistory = false { didSet { notify() } }

  public func press(_ key: CalculatorKey) {
    calculator.press(key)
    notify()
  }

  /// Takes text as if it were typed.
  public func insert(_ text: String) {
    calculator.insert(text)
    notify()
  }

  public var usesDegrees: Bool {
    get { calculator.angleUnit == .degrees }
    set {
      calculator.angleUnit = newValue ? .degrees : .radians
      notify()
    }
  }

  public func recall(_ entry: HistoryEntry) {
    calculator.recall(entry)
    notify()
  }

  public func clearHistory() {
    calculator.clearHistory()
    notify()
  }
}
