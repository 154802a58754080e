// Windows as a person meets them: clicking, Tab, shortcuts, states, damage, idleness.

import Graphics
import OrbToolkit
import Testing

@Test func aClickRunsTheButton() {
  var count = 0
  let harness = TestHarness { Button("Save") { count += 1 } }
  #expect(harness.click("Save"))
  #expect(count == 1)
}

@Test func releasingOutsideDoesNotRunTheButton() throws {
  var count = 0
  let harness = TestHarness { Button("Save") { count += 1 }.align(.start) }
  let rect = try #require(harness.node("Save")?.rect)
  harness.drag(from: rect.center, to: Point(x: rect.maxX + 50, y: rect.maxY + 50))
  #expect(count == 0)
}

@Test func aDisabledButtonDoesNothing() {
  var count = 0
  let harness = TestHarness { Button("Save") { count += 1 }.enabled(false) }
  harness.click("Save")
  harness.key(.tab)
  harness.key(.space)
  #expect(count == 0)
  #expect(harness.dump() == "button \"Save\" [disabled]\n")
}

@Test func tabWalksInTreeOrderAndBack() {
  let harness = TestHarness {
    Button("One") {}
    Button("Two") {}
    TextField(placeholder: "Three")
  }
  #expect(harness.node("One")?.info.state.contains(.focused) == true)
  harness.key(.tab)
  #expect(harness.node("Two")?.info.state.contains(.focused) == true)
  harness.key(.tab)
  #expect(harness.node("Three")?.info.state.contains(.focused) == true)
  harness.key(.tab)
  #expect(harness.node("One")?.info.state.contains(.focused) == true)
  harness.key(.tab, .shift)
  #expect(harness.node("Three")?.info.state.contains(.focused) == true)
}

@Test func theFocusLeavesAHiddenWidget() {
  let shown = State(true)
  let harness = TestHarness {
    Button("One") {}.visible(shown)
    Button("Two") {}
  }
  shown.value = false
  harness.settle()
  #expect(harness.dump() == "button \"Two\"\n")
}

@Test func stateUpdatesJustItsLabel() {
  let count = State(0)
  let harness = TestHarness {
    Label(count.map { "Count \($0)" })
    Button("More") { count.value += 1 }
  }
  _ = harness.surface?.takeDamage()
  count.value = 1
  harness.settle()
  #expect(harness.node("Count 1") != nil)
  let height = harness.surface?.takeDamage().map { $0.maxY }.max() ?? 0
  #expect(height > 0 && height <= 24, "only the label's line is painted, not \(height) pixels")
}

@Test func anIdleWindowDoesNothing() {
  let harness = TestHarness {
    Button("One") {}
    Label("Text")
  }
  harness.settle()
  let before = harness.window.statistics
  harness.advance(60_000)
  #expect(harness.window.statistics == before)
  #expect(harness.application.nextWake == nil)
}

@Test func aBlinkingCaretComesToRest() {
  let harness = TestHarness { TextField("abc") }
  harness.advance(60_000)
  #expect(harness.application.nextWake == nil)
}

@Test func statesThatChaseEachOtherDoNotHang() {
  let first = State(0)
  let second = State(0)
  let harness = TestHarness {
    Label("A").bind(first) { _, value in second.value = value + 1 }
    Label("B").bind(second) { _, value in first.value = value + 1 }
  }
  harness.window.updateNow()
  #expect(first.value > 0)
}

@Test func shortcutsRunActionsUnlessTheFieldWantsThem() {
  var saved = 0
  var selectedAll = 0
  let window = Window(title: "Test", size: Size(width: 300, height: 200)) { TextField("text") }
  window.actions = [
    Action("save", "Save", shortcut: .control(.s)) { saved += 1 },
    Action("all", "All", shortcut: .control(.a)) { selectedAll += 1 },
  ]
  let harness = TestHarness(window)
  harness.key(.s, .control)
  harness.key(.a, .control)
  #expect(saved == 1)
  #expect(selectedAll == 0)
}

@Test func enterAndEscapePressDefaultAndCancel() {
  var log = ""
  let harness = TestHarness {
    TextField("x")
    Row {
      Button("Cancel") { log += "c" }.asCancel()
      Button("Save") { log += "s" }.asDefault()
    }
  }
  harness.key(.enter)
  harness.key(.escape)
  #expect(log == "sc")
}

@Test func whatIsPaintedBitByBitIsWhatIsPaintedAtOnce() {
  let text = State("short")
  let harness = TestHarness {
    Row {
      Label(text)
      Button("Press") {}
    }
    TextField("field")
    Spacer()
  }
  harness.key(.tab)
  text.value = "a much longer text"
  harness.settle()
  harness.move(to: Point(x: 200, y: 15))
  harness.key(.tab)
  text.value = "tiny"
  harness.settle()
  #expect(harness.incrementalPaintIsComplete())
}

@Test func aChangeOfScalePaintsAtTheNewScale() {
  let harness = TestHarness(size: Size(width: 100, height: 50)) { Label("Hi") }
  harness.surface?.resize(to: Size(width: 100, height: 50), scale: 2)
  harness.settle()
  #expect(harness.bitmap.width == 200)
  #expect(harness.window.scale == 2)
  #expect(harness.incrementalPaintIsComplete())
}

@Test func toolTipsAppearAfterHalfASecondAndGoWithAKey() {
  let harness = TestHarness { Button("Save") {}.toolTip("Save the file") }
  harness.move(to: Point(x: 20, y: 15))
  harness.advance(400)
  #expect(harness.node("Save the file") == nil)
  harness.advance(200)
  #expect(harness.node("Save the file", .toolTip) != nil)
  harness.key(.tab)
  #expect(harness.node("Save the file", .toolTip) == nil)
}

@Test func contextMenusOpenByMouseAndKeyboardAndRunActions() {
  var log = ""
  let harness = TestHarness {
    Button("File") {}.contextMenu { [.item("Rename") { log += "r" }, .separator, .item("Delete") { log += "d" }] }
  }
  harness.click("File", button: .right)
  #expect(harness.dump().contains("menuItem \"Rename\""))
  harness.click("Delete")
  #expect(log == "d")
  harness.key(.menu)
  harness.key(.down)
  harness.key(.up)
  harness.key(.enter)
  #expect(log == "dr")
  #expect(!harness.dump().contains("menu"))
}

@Test func theCommandPaletteFindsAndRuns() {
  var log = ""
  let window = Window(title: "Test", size: Size(width: 600, height: 400)) { Button("x") {} }
  window.actions = [
    Action("open", "Open…") { log += "o" }, Action("close", "Close") { log += "c" },
    Action("off", "Cloak", isEnabled: false) { log += "x" },
  ]
  let harness = TestHarness(window)
  harness.key(.p, [.control, .shift])
  harness.type("clo")
  #expect(harness.node("Close", .row) != nil)
  #expect(harness.node("Cloak", .row) == nil)
  harness.key(.enter)
  #expect(log == "c")
  #expect(harness.node("x")?.info.state.contains(.focused) == true)
}

/// A view that keeps what it made of the theme.
private final class ThemedView: Widget {
  var applied: Theme?
  override func appearanceDidChange() { applied = window?.theme }
}

@Test func viewsLearnOfTheThemeBeforeTheyAreShownAndWhenItChanges() {
  let view = ThemedView()
  let window = Window(title: "Test", size: Size(width: 200, height: 100)) { view }
  let harness = TestHarness(window, theme: .dark)
  #expect(view.applied === Theme.dark)
  let inDialog = ThemedView()
  window.present(Overlay(inDialog, .centered))
  harness.application.theme = .light
  #expect(view.applied === Theme.light && inDialog.applied === Theme.light)
}
