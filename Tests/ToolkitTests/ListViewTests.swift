// Lists: selection, keyboard, type-ahead, and that what is out of sight does not exist.

import Graphics
import OrbToolkit
import Testing

private let names = [
  "Apple", "Banana", "Blueberry", "Cherry", "Date", "Elder", "Fig", "Grape", "Kiwi", "Lemon", "Mango",
]

private func fruit(_ mode: SelectionModel.Mode = .multiple) -> (TestHarness, ListView) {
  let list = ListView(count: names.count, selection: mode) { ListItem(names[$0]) }
  return (TestHarness(size: Size(width: 240, height: 160)) { list }, list)
}

@Test func onlyRowsInSightAreAskedFor() {
  var asked: Set<Int> = []
  let list = ListView(count: 100_000) { index in
    asked.insert(index)
    return ListItem("Row \(index)")
  }
  let harness = TestHarness(size: Size(width: 240, height: 280)) { list }
  #expect(asked.count <= 12)
  harness.key(.end)
  #expect(asked.contains(99_999))
  #expect(asked.count <= 30)
  #expect(harness.node("Row 99999", .row) != nil)
}

@Test func theKeyboardMovesAndScrolls() {
  let (harness, list) = fruit()
  harness.key(.down)
  #expect(list.selection.sorted == [0])
  harness.key(.down, count: 8)
  #expect(list.selection.sorted == [8])
  #expect(harness.node("Kiwi", .row)?.rect.maxY ?? 1000 <= 160)
  harness.key(.up, .shift, count: 2)
  #expect(list.selection.sorted == [6, 7, 8])
  harness.key(.a, .control)
  #expect(list.selection.indices.count == names.count)
}

@Test func lettersSearch() {
  let (harness, list) = fruit()
  harness.type("b")
  #expect(list.selection.sorted == [1])
  harness.type("l")
  #expect(list.selection.sorted == [2])
  harness.advance(2000)
  harness.type("b")
  #expect(list.selection.sorted == [1])
  harness.advance(2000)
  harness.type("bb")
  #expect(list.selection.sorted == [1])
}

@Test func clicksSelectAndDoubleClicksActivate() {
  let (harness, list) = fruit()
  var activated = -1
  list.onActivate { activated = $0 }
  harness.click("Banana")
  #expect(list.selection.sorted == [1])
  harness.advance(1000)
  harness.click("Date", modifiers: .control)
  #expect(list.selection.sorted == [1, 4])
  harness.advance(1000)
  harness.click("Cherry", count: 2)
  #expect(activated == 3)
  harness.key(.enter)
  #expect(activated == 3)
}

@Test func aRightClickSelectsWhatItIsFor() {
  let (harness, list) = fruit()
  list.contextMenu { [.item("Open") {}] }
  harness.click("Cherry", button: .right)
  #expect(list.selection.sorted == [3])
  #expect(harness.node("Open", .menuItem) != nil)
}

@Test func reloadingKeepsOnlyWhatExists() {
  let (harness, list) = fruit()
  harness.key(.end)
  list.reload(count: 2)
  harness.settle()
  #expect(list.selection.sorted == [])
  #expect(harness.dump().contains("2 items"))
  list.reload(count: 0)
  harness.settle()
  harness.key(.down)
  harness.type("a")
  #expect(list.selection.sorted == [])
}

@Test func theWheelScrollsOnlyTheViewport() {
  let (harness, _) = fruit()
  harness.move(to: Point(x: 100, y: 80))
  harness.scroll(at: Point(x: 100, y: 80), 1)
  #expect(harness.node("Apple", .row) == nil)
  #expect(harness.incrementalPaintIsComplete())
}
