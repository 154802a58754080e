// What an app opens above its window (dialogs, menus, the command palette) is freed when it has gone.

import CalculatorApp
import EditorApp
import FilesApp
import Testing

@testable import OrbToolkit

/// Layers that were dismissed, by what opened them.
private final class Dismissed {
  private final class Part {
    let description: String
    weak var widget: Widget?

    init(_ description: String, _ widget: Widget) {
      self.description = description
      self.widget = widget
    }
  }

  private var parts: [Part] = []
  private(set) var count = 0
  /// What of them is still there, and what opened it.
  var living: [String] { parts.filter { $0.widget != nil }.map { $0.description } }

  private func note(_ widget: Widget, of opener: String) {
    parts.append(Part("\(type(of: widget)) of \(opener)", widget))
    for child in widget.children { note(child, of: opener) }
  }

  func dismissAll(of harness: TestHarness, after opener: String) {
    harness.settle()
    for overlay in harness.window.overlays {
      count += 1
      note(overlay.content, of: opener)
    }
    while let last = harness.window.overlays.last { harness.window.dismiss(last) }
    harness.settle()
  }

  /// Runs every action of the window that does not close it, and opens its menus and the palette.
  func tryEverything(in harness: TestHarness) {
    for action in harness.window.actions where action.isEnabled && !action.id.hasSuffix("close") {
      action.perform()
      dismissAll(of: harness, after: action.id)
    }
    harness.window.openCommandPalette()
    dismissAll(of: harness, after: "palette")
    harness.key(.f10)
    dismissAll(of: harness, after: "menu bar")
    harness.key(.f10, .shift)
    dismissAll(of: harness, after: "context menu")
  }
}

@Test func whatTheEditorOpensIsFreed() {
  let dismissed = Dismissed()
  dismissed.tryEverything(in: TestHarness(EditorWindow.make([])))
  #expect(dismissed.count > 5)
  #expect(dismissed.living == [])
}

@Test func whatFilesOpensIsFreed() {
  let dismissed = Dismissed()
  let harness = TestHarness(Files.window("/usr/share/dict"))
  dismissed.tryEverything(in: harness)
  #expect(dismissed.count > 3)
  #expect(dismissed.living == [])
}

@Test func whatTheCalculatorOpensIsFreed() {
  let dismissed = Dismissed()
  dismissed.tryEverything(in: TestHarness(CalculatorWindow.make(CalculatorModel())))
  #expect(dismissed.count > 0)
  #expect(dismissed.living == [])
}
