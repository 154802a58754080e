// States and what follows them: identity of keyed content, life times, order.

import Graphics
import OrbToolkit
import Testing

private struct Task: Equatable {
  var name: String
  var done = false
}

@Test func forEachKeepsWidgetsFocusAndTextByKey() {
  let tasks = State([Task(name: "one"), Task(name: "two")])
  let harness = TestHarness {
    ForEach(tasks, key: { $0.name }) { task in TextField(placeholder: task.value.name) }
  }
  harness.click("two", .textField)
  harness.type("typed")
  tasks.value = [Task(name: "zero"), Task(name: "two"), Task(name: "one")]
  harness.settle()
  let two = harness.node("two", .textField)
  #expect(two?.info.value == "typed")
  #expect(two?.info.state.contains(.focused) == true)
  harness.type("!")
  #expect(harness.node("two", .textField)?.info.value == "typed!")
  #expect(harness.dump().contains("zero"))
  tasks.value = [Task(name: "zero")]
  harness.settle()
  #expect(harness.dump() == "textField \"zero\"\n" || harness.dump() == "textField \"zero\" [focused]\n")
}

@Test func forEachTellsARowOfItsChangedItem() {
  let tasks = State([Task(name: "one")])
  let harness = TestHarness {
    ForEach(tasks, key: { $0.name }) { task in Label(task.map { $0.done ? "done" : "open" }) }
  }
  #expect(harness.dump() == "text \"open\"\n")
  tasks.value = [Task(name: "one", done: true)]
  harness.settle()
  #expect(harness.dump() == "text \"done\"\n")
}

@Test func dynamicRebuildsWhatHasNoKey() {
  let isLong = State(false)
  let harness = TestHarness {
    Dynamic(on: isLong) {
      Label("first")
      if isLong.value { Label("second") }
      for number in 0..<(isLong.value ? 2 : 0) { Label("extra \(number)") }
    }
  }
  #expect(harness.dump() == "text \"first\"\n")
  isLong.value = true
  harness.settle()
  #expect(harness.dump() == "text \"first\"\ntext \"second\"\ntext \"extra 0\"\ntext \"extra 1\"\n")
}

@Test func aWidgetThatIsGoneIsNotToldAnyMore() {
  let text = State("a")
  var label: Label? = Label(text)
  #expect(label?.text == "a")
  weak let observed = label
  label = nil
  #expect(observed == nil)
  text.value = "b"
}

@Test func derivedStatesFollowThroughSeveralSteps() {
  let number = State(1)
  let text = number.map { $0 * 2 }.map { "n\($0)" }
  #expect(text.value == "n2")
  number.value = 5
  #expect(text.value == "n10")
}

@Test func manyChangesAreOneUpdate() {
  let number = State(0)
  var updates = 0
  let harness = TestHarness { Label("").bind(number) { _, _ in updates += 1 } }
  let before = updates
  for value in 1...100 { number.value = value }
  harness.settle()
  #expect(updates == before + 1)
}
