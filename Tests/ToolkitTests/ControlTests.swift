// Controls by keyboard and mouse: what a person does, and what it says.

import Graphics
import OrbToolkit
import Testing

@Test func checkBoxesToggleBySpaceAndClickButNotByEnter() {
  let state = State(false)
  var saved = 0
  let harness = TestHarness {
    CheckBox("Hidden files", state)
    Button("Save") { saved += 1 }.asDefault()
  }
  harness.click("Hidden files", .checkBox)
  #expect(state.value)
  harness.key(.space)
  #expect(!state.value)
  harness.key(.enter)
  #expect(!state.value)
  #expect(saved == 1)
}

@Test func arrowsChooseInARadioGroupAndTabPassesIt() {
  var chosen = 0
  let harness = TestHarness {
    RadioGroup(["A", "B", "C"]) { chosen = $0 }
    Button("Next") {}
  }
  harness.key(.down)
  #expect(chosen == 1)
  #expect(harness.node("B")?.info.state == [.checked, .focused])
  harness.key(.up, count: 2)
  #expect(chosen == 2)
  harness.key(.tab)
  #expect(harness.node("Next")?.info.state.contains(.focused) == true)
  harness.key(.tab, .shift)
  #expect(harness.node("C")?.info.state.contains(.focused) == true)
}

@Test func slidersFollowKeysAndDragsWithinTheirRange() {
  var value = 0.0
  let slider = Slider(0.5, in: 0...1, step: 0.1) { value = $0 }
  let harness = TestHarness(size: Size(width: 200, height: 60)) { slider }
  harness.key(.right)
  #expect((value - 0.6).magnitude < 1e-9)
  harness.key(.end)
  #expect(value == 1)
  harness.key(.right)
  #expect(value == 1)
  harness.drag(from: Point(x: 190, y: 14), to: Point(x: -50, y: 14))
  #expect(value == 0)
}

@Test func comboBoxesOpenAListAndStepByArrows() {
  var chosen = -1
  let harness = TestHarness { ComboBox(["One", "Two", "Three"]) { chosen = $0 } }
  harness.key(.down)
  #expect(chosen == 1)
  harness.key(.space)
  #expect(harness.node("Two", .menuItem)?.info.state == [.checked, .selected])
  harness.key(.down)
  harness.key(.enter)
  #expect(chosen == 2)
  #expect(harness.dump().contains("comboBox = \"Three\""))
}

@Test func tabsSwitchByKeyAndKeepTheirPages() {
  let harness = TestHarness {
    Tabs([("First", TextField(placeholder: "one")), ("Second", TextField(placeholder: "two"))])
  }
  harness.click("one", .textField)
  harness.type("kept")
  harness.key(.tab, .control)
  #expect(harness.node("two", .textField) != nil)
  #expect(harness.node("one", .textField) == nil)
  harness.key(.tab, [.control, .shift])
  #expect(harness.node("one", .textField)?.info.value == "kept")
}

@Test func closingATabAsksTheProgram() {
  var closed = -1
  let bar = TabBar(["a.txt", "b.txt"])
  bar.didClose = { closed = $0 }
  let harness = TestHarness { bar }
  harness.click("b.txt", .tab, button: .middle)
  #expect(closed == 1)
}

@Test func tablesSortByAClickAndSayHow() {
  var asked: (Int, Bool)?
  let table = Table([TableColumn("Name", grows: true), TableColumn("Size")], count: 2) { row, _ in TableCell("\(row)") }
  table.didSort = { asked = ($0, $1) }
  let harness = TestHarness { table }
  harness.click("Size", .columnHeader)
  #expect(asked?.0 == 1 && asked?.1 == true)
  harness.click("Size", .columnHeader)
  #expect(asked?.1 == false)
  #expect(harness.node("Size", .columnHeader)?.info.value == "descending")
}

@Test func theMenuBarOpensByF10AndWalksSideways() {
  var log = ""
  let harness = TestHarness {
    MenuBar([("File", { [.item("New") { log += "n" }] }), ("Edit", { [.item("Undo") { log += "u" }] })])
    Spacer()
  }
  harness.key(.f10)
  #expect(harness.node("New", .menuItem) != nil)
  harness.key(.right)
  #expect(harness.node("Undo", .menuItem) != nil)
  harness.key(.enter)
  #expect(log == "u")
  harness.key(.f10)
  harness.key(.escape)
  #expect(harness.node("New", .menuItem) == nil)
}

@Test func dialogsKeepTheFocusInsideAndGiveItBack() {
  let window = Window(title: "Test", size: Size(width: 600, height: 400)) {
    Button("One") {}
    Button("Two") {}
  }
  let harness = TestHarness(window)
  harness.key(.tab)
  var answer = ""
  MessageBox.show(
    in: window, title: "Save changes?",
    choices: [.init("Discard", isDestructive: true) { answer = "d" }, .init("Save") { answer = "s" }])
  harness.settle()
  #expect(harness.node("Save", .button)?.info.state.contains(.focused) == true)
  for _ in 0..<6 {
    harness.key(.tab)
    #expect(harness.node("One")?.info.state.contains(.focused) == false)
  }
  harness.click(at: Point(x: 5, y: 5))
  #expect(harness.node("Save changes?", .dialog) != nil)
  harness.key(.escape)
  #expect(answer == "")
  #expect(harness.node("Two")?.info.state.contains(.focused) == true)
}

@Test func passwordsAreNeitherShownNorCopied() {
  let field = TextField("secret")
  field.isPassword = true
  let harness = TestHarness { field }
  harness.key(.a, .control)
  harness.key(.c, .control)
  #expect(harness.platform.clipboardText == "")
  #expect(!harness.dump().contains("secret"))
  harness.key(.x, .control)
  #expect(field.text == "secret")
}

@Test func draggingSelectsTextAndDoubleClickingWords() throws {
  let field = TextField("alpha beta gamma")
  let harness = TestHarness(size: Size(width: 300, height: 60), fonts: TestFonts.library()) { field.grow() }
  let rect = try #require(harness.node("", .textField)?.rect)
  harness.drag(from: Point(x: rect.minX + 2, y: rect.midY), to: Point(x: rect.maxX - 2, y: rect.midY))
  #expect(field.editing.selectedText == "alpha beta gamma")
  harness.advance(1000)
  harness.click(at: Point(x: rect.minX + 60, y: rect.midY))
  harness.click(at: Point(x: rect.minX + 60, y: rect.midY))
  #expect(field.editing.selectedText == "beta")
  harness.click(at: Point(x: rect.minX + 60, y: rect.midY))
  #expect(field.editing.selectedText == "alpha beta gamma")
}

@Test func textAreasTakeLinesAndTabLeavesThem() {
  let area = TextArea()
  let harness = TestHarness {
    area
    Button("Next") {}
  }
  harness.type("one")
  harness.key(.enter)
  harness.type("two")
  #expect(area.text == "one\ntwo")
  harness.key(.up)
  harness.type("!")
  #expect(area.text == "one!\ntwo")
  harness.key(.tab)
  #expect(harness.node("Next")?.info.state.contains(.focused) == true)
}

@Test func everyControlOfTheGalleryIsReachedByTab() {
  let harness = TestHarness(Gallery.window())
  var seen: Set<String> = []
  for _ in 0..<60 {
    harness.key(.tab)
    if let widget = harness.window.focusedWidget { seen.insert("\(ObjectIdentifier(widget))") }
  }
  var focusable = 0
  func count(_ widget: Widget) {
    if !widget.isVisible || !widget.isEnabled { return }
    if widget.focusGroup != nil {
      focusable += 1
      return
    }
    if widget.isFocusable { focusable += 1 }
    for child in widget.children { count(child) }
  }
  count(harness.window.content)
  #expect(seen.count == focusable)
}
