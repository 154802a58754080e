// The calculator by its keys.

import CalculatorCore
import Testing

@Suite struct CalculatorKeyTests {
  /// Presses keys written as a string: digits, operators, "=" equals, "<" backspace, "C" clear, "n" negate, and so on.
  private func pressed(_ keys: String, _ calculator: Calculator = Calculator()) -> Calculator {
    var calculator = calculator
    for key in keys {
      switch key {
      case "0"..."9": calculator.press(.digit(key.wholeNumberValue ?? 0))
      case ".": calculator.press(.point)
      case "+": calculator.press(.add)
      case "-": calculator.press(.subtract)
      case "*": calculator.press(.multiply)
      case "/": calculator.press(.divide)
      case "^": calculator.press(.power)
      case "%": calculator.press(.percent)
      case "(": calculator.press(.openParenthesis)
      case ")": calculator.press(.closeParenthesis)
      case "=": calculator.press(.equals)
      case "<": calculator.press(.backspace)
      case "C": calculator.press(.clear)
      case "n": calculator.press(.negate)
      case "s": calculator.press(.function("sin"))
      case "p": calculator.press(.constant("π"))
      case "r": calculator.press(.reciprocal)
      case "q": calculator.press(.squareRoot)
      default: break
      }
    }
    return calculator
  }

  private func display(_ keys: String) -> String { pressed(keys).display }
  private func expression(_ keys: String) -> String { pressed(keys).expression }

  @Test func results() {
    #expect(display("") == "0" && display("1+2*3=") == "7" && display("0.1+0.2=") == "0.3")
    #expect(display("9/3") == "3" && display("9/") == "9" && display("1234567") == "1,234,567")
    #expect(display("q16)=") == "4" && display("8r=") == "0.125" && display("200+10%=") == "220")
  }

  @Test func theResultGoesOn() {
    #expect(display("5+3=*2=") == "16" && display("5+3=7") == "7" && display("1/3=*3=") == "1")
    #expect(display("5+3===") == "14" && display("2*3==") == "18" && display("=") == "0")
    #expect(expression("5+3=<") == "5+3")
  }

  @Test func operatorsReplaceEachOther() {
    #expect(expression("5+*") == "5×" && expression("5*-") == "5×−" && expression("5*-+") == "5+")
    #expect(expression("*5") == "0×5" && expression("-5") == "−5" && expression("(+5") == "(5")
    #expect(display("5*-2=") == "−10")
  }

  @Test func numbersAreKeptSound() {
    #expect(
      expression("007") == "7" && expression("1..5") == "1.5" && expression(".5") == "0.5"
        && expression("0.05") == "0.05")
    #expect(expression("1+.5.") == "1+0.5" && expression("2p") == "2×π" && expression("p2") == "π×2")
    #expect(expression("2(3)4") == "2×(3)×4" && expression("1)") == "1" && expression("()") == "(")
  }

  @Test func signs() {
    #expect(expression("5n") == "−5" && expression("5nn") == "5" && expression("2+5n") == "2+−5")
    #expect(display("2+5n=") == "−3" && expression("2-5n") == "2−−5" && expression("(1+2)n") == "−(1+2)")
    #expect(display("5=n=") == "−5")
  }

  @Test func correcting() {
    #expect(
      expression("12<") == "1" && expression("s<") == "" && expression("<<") == "" && expression("1+s3)<<<") == "1+")
    #expect(expression("12+3C") == "" && display("12C") == "0")
  }

  @Test func errorsKeepTheExpression() {
    let calculator = pressed("1/0=")
    #expect(calculator.display == "Cannot divide by zero" && calculator.error?.position == 1)
    #expect(pressed("<", calculator).expression == "1÷0" && pressed("5=", calculator).display == "0.2")
    #expect(pressed("5=", calculator).error == nil)
    #expect(pressed("1/0=").history.isEmpty)
  }

  @Test func memory() {
    var calculator = pressed("5=")
    calculator.press(.memoryAdd)
    calculator.press(.memoryAdd)
    calculator = pressed("C1+", calculator)
    calculator.press(.memoryRecall)
    #expect(calculator.display == "11")
    calculator.press(.memorySubtract)
    #expect(calculator.memory == Decimal(-1))
    calculator.press(.memoryClear)
    calculator.press(.memoryRecall)
    #expect(calculator.memory == nil && calculator.expression == "1+10")
  }

  @Test func historyAndPaste() {
    var calculator = pressed("1+2=3*4=")
    #expect(calculator.history.map(\.expression) == ["1+2", "3×4"])
    calculator.recall(calculator.history[0])
    #expect(calculator.expression == "1+2" && calculator.display == "3")
    calculator.clear()
    calculator.insert("(1,234.5 + 1)\n* 2 =")
    calculator.press(.equals)
    #expect(calculator.display == "2,471" && calculator.copyText == "2471")
    calculator.insert("+1")
    #expect(calculator.expression == "2471+1")
    for _ in 0..<300 { calculator.press(.equals) }
    #expect(calculator.history.count <= Calculator.historyLimit)
  }

  @Test(arguments: 1...50) func randomKeysNeverTrap(seed: UInt64) {
    var dice = Dice(seed: seed)
    let keys = Array("0123456789.+-*/^%()=<Cnsprq")
    var calculator = Calculator()
    for _ in 0..<60 {
      calculator = pressed(String(keys[dice.below(keys.count)]), calculator)
      #expect(!calculator.display.isEmpty)
    }
  }
}
