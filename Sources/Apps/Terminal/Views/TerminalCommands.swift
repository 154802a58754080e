// The commands of a terminal window: for the menu bar, the context menu, shortcuts and the palette. Everything has
// Shift in its shortcut where the plain combination belongs to the program inside.

import OrbToolkit

/// The commands of one window.
final class TerminalCommands {
  let newTab: Action
  let closeTab: Action
  let nextTab: Action
  let previousTab: Action
  let copy: Action
  let paste: Action
  let selectAll: Action
  let find: Action
  let clear: Action
  let reset: Action
  let zoomIn: Action
  let zoomOut: Action
  let zoomReset: Action
  let fullScreen: Action
  let closeWindow: Action
  private(set) var menuBar = MenuBar([])

  init(_ pane: TerminalPane) {
    // The pane owns the commands.
    let pane = Unretained(pane)
    func command(_ id: String, _ title: String, _ shortcut: Shortcut?, _ run: @escaping (TerminalPane) -> Void)
      -> Action
    {
      Action(id, title, shortcut: shortcut) { run(pane.widget) }
    }
    newTab = command("tab.new", "New tab", .controlShift(.t)) { $0.newTab() }
    closeTab = command("tab.close", "Close tab", .controlShift(.w)) { $0.closeTab() }
    nextTab = command("tab.next", "Next tab", Shortcut(.pageDown, .control)) { $0.cycle(1) }
    nextTab.alternatives = [Shortcut(.tab, .control)]
    previousTab = command("tab.previous", "Previous tab", Shortcut(.pageUp, .control)) { $0.cycle(-1) }
    previousTab.alternatives = [Shortcut(.tab, [.control, .shift])]
    copy = command("edit.copy", "Copy", .controlShift(.c)) { $0.current?.copySelection() }
    copy.alternatives = [.control(.insert)]
    paste = command("edit.paste", "Paste", .controlShift(.v)) { $0.current?.paste($0.window?.clipboardText ?? "") }
    paste.alternatives = [Shortcut(.insert, .shift)]
    selectAll = command("edit.selectAll", "Select all", .controlShift(.a)) { $0.current?.selectAll() }
    find = command("edit.find", "Find…", .controlShift(.f)) { $0.showFind() }
    clear = command("terminal.clear", "Clear", .controlShift(.k)) { $0.current?.clear() }
    reset = command("terminal.reset", "Reset", nil) { $0.current?.reset() }
    zoomIn = command("view.zoomIn", "Larger text", Shortcut(.equal, .control)) { $0.zoom(1) }
    zoomIn.alternatives = [Shortcut(.equal, [.control, .shift]), Shortcut(.keypadPlus, .control)]
    zoomOut = command("view.zoomOut", "Smaller text", Shortcut(.minus, .control)) { $0.zoom(-1) }
    zoomOut.alternatives = [Shortcut(.keypadMinus, .control)]
    zoomReset = command("view.zoomReset", "Normal size", Shortcut(.digit0, .control)) { $0.zoom(0) }
    fullScreen = command("view.fullScreen", "Full screen", Shortcut(.f11)) { $0.window?.setState(.fullScreen) }
    closeWindow = command("window.close", "Close window", .controlShift(.q)) { $0.window?.requestClose() }
    menuBar = makeMenuBar()
  }

  var all: [Action] {
    [
      newTab, closeTab, nextTab, previousTab, copy, paste, selectAll, find, clear, reset, zoomIn, zoomOut, zoomReset,
      fullScreen, closeWindow,
    ]
  }

  var contextItems: [MenuItem] {
    [
      .action(copy), .action(paste), .action(selectAll), .separator, .action(find), .action(clear), .separator,
      .action(newTab),
    ]
  }

  private func makeMenuBar() -> MenuBar {
    let file: [MenuItem] = [.action(newTab), .action(closeTab), .separator, .action(closeWindow)]
    let edit: [MenuItem] = [
      .action(copy), .action(paste), .action(selectAll), .separator, .action(find), .separator, .action(clear),
      .action(reset),
    ]
    let view: [MenuItem] = [
      .action(zoomIn), .action(zoomOut), .action(zoomReset), .separator, .action(nextTab), .action(previousTab),
      .separator, .action(fullScreen),
    ]
    return MenuBar([("Terminal", { file }), ("Edit", { edit }), ("View", { view })])
  }

  func refresh(tabCount: Int, hasSelection: Bool) {
    nextTab.isEnabled = tabCount > 1
    previousTab.isEnabled = tabCount > 1
  }
}
