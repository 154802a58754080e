// The calculator as a person uses it: by mouse, by keyboard, and both in turn.

import CalculatorApp
import CalculatorCore
import Graphics
import OrbToolkit
import Testing

private func open(_ theme: Theme = .light) -> (TestHarness, CalculatorModel) {
  let model = CalculatorModel()
  return (TestHarness(CalculatorWindow.make(model), theme: theme), model)
}

@Test func calculatorTakesClicks() {
  let (harness, model) = open()
  for key in ["7", "Multiply", "6", "Equals"] { harness.click(key) }
  #expect(model.calculator.display == "42")
  #expect(harness.dump().contains("42"))
}

@Test func calculatorTakesTyping() {
  let (harness, model) = open()
  harness.type("2*(3+4)")
  harness.key(.enter)
  #expect(model.calculator.display == "14")
  harness.type("/0")
  harness.key(.keypadEnter)
  #expect(model.calculator.display == "Cannot divide by zero")
  harness.key(.backspace)
  #expect(model.calculator.error == nil)
  harness.key(.escape)
  #expect(model.calculator.display == "0")
  harness.type("sqrt(2,25)")
  harness.key(.enter)
  #expect(model.calculator.display == "1.5")
}

@Test func enterComputesAfterAClick() {
  let (harness, model) = open()
  harness.type("1+")
  harness.click("7")
  harness.key(.enter)
  #expect(model.calculator.display == "8")
}

@Test func calculatorCopiesAndPastes() {
  let (harness, model) = open()
  harness.platform.clipboardText = "1,234.5 + 1\n"
  harness.key(.v, .control)
  harness.key(.enter)
  #expect(model.calculator.display == "1,235.5")
  harness.key(.c, .control)
  #expect(harness.platform.clipboardText == "1235.5")
}

@Test func calculatorShowsFunctionsAndHistory() {
  let (harness, model) = open()
  #expect(harness.node("Sine") == nil)
  harness.click("Scientific")
  harness.key(.d, .control)
  #expect(harness.node("Sine") != nil && model.usesDegrees)
  harness.click("Sine")
  harness.type("30)")
  harness.key(.enter)
  #expect(model.calculator.display == "0.5")
  harness.key(.h, .control)
  #expect(harness.node("sin(30)", .row) != nil)
  harness.type("9")
  harness.click("sin(30)", .row)
  #expect(model.calculator.expression == "sin(30)")
  harness.click("Clear", .link)
  #expect(harness.node("sin(30)", .row) == nil)
}

@Test func everyKeyOfTheCalculatorHasAName() {
  let (harness, _) = open(.dark)
  harness.click("Scientific")
  let keys = harness.dump().split(separator: "\n").filter { $0.contains("button") }
  #expect(keys.count >= 42)
  #expect(harness.incrementalPaintIsComplete())
}
