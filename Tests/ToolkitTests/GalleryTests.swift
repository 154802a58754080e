// Renders the gallery; with PREVIEW_DIRECTORY in the environment the pixels are written there as raw RGBA.

import Foundation
import Graphics
import OrbToolkit
import Testing

func writeRaw(_ harness: TestHarness, _ name: String) {
  guard let directory = ProcessInfo.processInfo.environment["PREVIEW_DIRECTORY"] else { return }
  let bitmap = harness.bitmap
  var data = Data(capacity: bitmap.width * bitmap.height * 4)
  for y in 0..<bitmap.height {
    for x in 0..<bitmap.width {
      let color = Color(premultiplied: bitmap.buffer[x, y])
      data.append(contentsOf: [color.red, color.green, color.blue, color.alpha])
    }
  }
  try? data.write(to: URL(fileURLWithPath: "\(directory)/\(name)-\(bitmap.width)x\(bitmap.height).raw"))
}

@Test(arguments: [Theme.light, Theme.dark])
func theGalleryPaintsTheSameInPartsAndAsAWhole(theme: Theme) {
  let harness = TestHarness(Gallery.window(), theme: theme, fonts: TestFonts.library())
  harness.key(.tab, count: 9)
  harness.move(to: Point(x: 400, y: 300))
  #expect(harness.incrementalPaintIsComplete())
  writeRaw(harness, "gallery-\(theme.name)")
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
  writeRaw(harness, "menu")
  harness.key(.escape, count: 2)
  MessageBox.show(
    in: window, .warning, title: "Delete 3 items permanently?",
    text: "“Letters” and 2 other items will be gone at once. This cannot be undone.",
    choices: [.init("Delete", isDestructive: true)])
  harness.settle()
  #expect(harness.node("Delete 3 items permanently?", .dialog) != nil)
  #expect(harness.incrementalPaintIsComplete())
  writeRaw(harness, "dialog")
}
