// The gallery in both themes, an open menu and a dialog, against pictures that were found good.

import Graphics
import OrbToolkit
import Testing

@Test(arguments: [Theme.light, Theme.dark])
func theGalleryPaintsTheSameInPartsAndAsAWhole(theme: Theme) {
  let harness = TestHarness(Gallery.window(), theme: theme, fonts: TestFonts.library())
  harness.key(.tab, count: 9)
  harness.move(to: Point(x: 400, y: 300))
  #expect(harness.incrementalPaintIsComplete())
  Snapshot.compare(harness, "gallery-\(theme.name)")
}

@Test func layersLookRight() {
  let window = Gallery.window()
  let harness = TestHarness(window, fonts: TestFonts.library())
  let rename = Action("rename", "Rename…", icon: Symbols.edit, shortcut: Shortcut(.f2)) {}
  let delete = Action("delete", "Delete permanently…", icon: Symbols.trash, shortcut: Shortcut(.delete, .shift)) {}
  delete.isDestructive = true
  let items: [MenuItem] = [
    .item("Open") {}, .submenu("Open with", [.item("Editor") {}, .item("Terminal") {}]), .separator,
    .action(Action("copy", "Copy", icon: Symbols.copy, shortcut: .control(.c)) {}),
    .action(Action("paste", "Paste", icon: Symbols.paste, shortcut: .control(.v), isEnabled: false) {}),
    .action(rename), .separator, .action(delete),
  ]
  Menu.open(items, .at(Point(x: 60, y: 420)), in: window, byKeyboard: true)
  harness.key(.down)
  harness.key(.right)
  harness.settle()
  #expect(harness.node("Editor", .menuItem) != nil)
  Snapshot.compare(harness, "menu")
  harness.key(.escape, count: 2)
  MessageBox.show(
    in: window, .warning, title: "Delete 3 items permanently?",
    text: "“Letters” and 2 other items will be gone at once. This cannot be undone.",
    choices: [.init("Delete", isDestructive: true)])
  harness.settle()
  #expect(harness.node("Delete 3 items permanently?", .dialog) != nil)
  #expect(harness.incrementalPaintIsComplete())
  Snapshot.compare(harness, "dialog")
}
