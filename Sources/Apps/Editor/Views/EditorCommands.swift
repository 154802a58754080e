// The commands of an editor window, for menus, shortcuts, the context menu and the palette.

import EditorCore
import OrbToolkit

/// The commands of one window.
final class EditorCommands {
  private(set) var menuBar = MenuBar([])
  private(set) var all: [Action] = []
  private let undo: Action
  private let redo: Action
  private let cut: Action
  private let copy: Action
  private let paste: Action
  private let wrap: Action
  private let numbers: Action
  private let selectAll: Action

  init(_ pane: EditorPane) {
    // The pane owns the commands.
    let pane = Unretained(pane)
    func command(_ id: String, _ title: String, _ shortcut: Shortcut?, _ run: @escaping (EditorPane) -> Void) -> Action
    {
      Action(id, title, shortcut: shortcut) { run(pane.widget) }
    }
    func edit(_ id: String, _ title: String, _ shortcut: Shortcut?, _ run: @escaping (inout Document) -> Void) -> Action
    {
      Action(id, title, shortcut: shortcut) { pane.widget.current?.edit(run) }
    }
    undo = edit("edit.undo", "Undo", .control(.z)) { $0.undo() }
    redo = edit("edit.redo", "Redo", .controlShift(.z)) { $0.redo() }
    redo.alternatives = [.control(.y)]
    cut = command("edit.cut", "Cut", .control(.x)) { $0.current?.cut() }
    cut.alternatives = [Shortcut(.delete, .shift)]
    copy = command("edit.copy", "Copy", .control(.c)) { $0.current?.copy() }
    copy.alternatives = [.control(.insert)]
    paste = command("edit.paste", "Paste", .control(.v)) { $0.current?.paste() }
    paste.alternatives = [Shortcut(.insert, .shift)]
    selectAll = edit("edit.selectAll", "Select all", .control(.a)) { $0.selectAll() }
    wrap = command("view.wrap", "Wrap lines", .alt(.z)) { pane in
      let value = !(pane.current?.wrapsLines ?? true)
      for view in pane.views { view.wrapsLines = value }
      pane.refresh()
    }
    numbers = command("view.numbers", "Line numbers", nil) { pane in
      let value = !(pane.current?.showsLineNumbers ?? true)
      for view in pane.views { view.showsLineNumbers = value }
      pane.refresh()
    }
    let file = [
      command("file.new", "New", .control(.n)) { $0.newFile() },
      command("file.open", "Open…", .control(.o)) { $0.chooseFile() },
      command("file.save", "Save", .control(.s)) { $0.save() },
      command("file.saveAs", "Save as…", .controlShift(.s)) { $0.saveAs() },
      command("file.close", "Close tab", .control(.w)) { $0.closeTab() },
      command("window.close", "Quit", .control(.q)) { $0.window?.requestClose() },
    ]
    let lines = [
      edit("line.indent", "Indent", Shortcut(Key(usage: 0x30), .control)) { $0.indent() },
      edit("line.outdent", "Outdent", Shortcut(Key(usage: 0x2F), .control)) { $0.outdent() },
      edit("line.duplicate", "Duplicate line", .controlShift(.d)) { $0.duplicateLines() },
      edit("line.delete", "Delete line", .controlShift(.k)) { $0.deleteLines() },
      edit("line.up", "Move line up", Shortcut(.up, .alt)) { $0.moveLines(up: true) },
      edit("line.down", "Move line down", Shortcut(.down, .alt)) { $0.moveLines(up: false) },
    ]
    let endings = [
      edit("ending.lf", "Line ends as LF", nil) { $0.convertLineEndings(to: .lineFeed) },
      edit("ending.crlf", "Line ends as CRLF", nil) { $0.convertLineEndings(to: .carriageReturnLineFeed) },
    ]
    let search = EditorCommands.searchActions(command)
    let view = EditorCommands.viewActions(command)
    build(file, lines, endings, search, view)
  }

  private typealias Maker = (String, String, Shortcut?, @escaping (EditorPane) -> Void) -> Action

  private static func searchActions(_ command: Maker) -> [Action] {
    let next = command("find.next", "Find next", Shortcut(.f3)) { $0.findNext() }
    next.alternatives = [.control(.g)]
    let previous = command("find.previous", "Find previous", Shortcut(.f3, .shift)) { $0.findPrevious() }
    previous.alternatives = [.controlShift(.g)]
    return [
      command("find.show", "Find…", .control(.f)) { $0.showFind(replacing: false) }, next, previous,
      command("find.replace", "Replace…", .control(.h)) { $0.showFind(replacing: true) },
      command("find.line", "Go to line…", .control(.l)) { $0.goToLine() },
    ]
  }

  private static func viewActions(_ command: Maker) -> [Action] {
    let larger = command("view.zoomIn", "Larger text", Shortcut(.equal, .control)) { $0.zoom(1) }
    larger.alternatives = [Shortcut(.equal, [.control, .shift]), Shortcut(.keypadPlus, .control)]
    let smaller = command("view.zoomOut", "Smaller text", Shortcut(.minus, .control)) { $0.zoom(-1) }
    smaller.alternatives = [Shortcut(.keypadMinus, .control)]
    let next = command("tab.next", "Next tab", Shortcut(.tab, .control)) { $0.cycle(1) }
    next.alternatives = [Shortcut(.pageDown, .control)]
    let previous = command("tab.previous", "Previous tab", Shortcut(.tab, [.control, .shift])) { $0.cycle(-1) }
    previous.alternatives = [Shortcut(.pageUp, .control)]
    return [
      larger, smaller, command("view.zoomReset", "Normal size", Shortcut(.digit0, .control)) { $0.zoom(0) }, next,
      previous, command("view.fullScreen", "Full screen", Shortcut(.f11)) { $0.window?.setState(.fullScreen) },
    ]
  }

  private func build(
    _ file: [Action], _ lines: [Action], _ endings: [Action], _ search: [Action], _ view: [Action]
  ) {
    all = file + [undo, redo, cut, copy, paste, selectAll] + lines + endings + search + [wrap, numbers] + view
    func items(_ actions: [Action]) -> [MenuItem] { actions.map { .action($0) } }
    let fileMenu = items(Array(file[..<4])) + [.separator] + items(Array(file[4...]))
    let editMenu =
      items([undo, redo]) + [.separator] + items([cut, copy, paste, selectAll]) + [.separator] + items(lines)
      + [.separator] + items(endings)
    let viewMenu = items([wrap, numbers]) + [.separator] + items(view)
    menuBar = MenuBar([
      ("File", { fileMenu }), ("Edit", { editMenu }), ("Search", { items(search) }), ("View", { viewMenu }),
    ])
  }

  var contextItems: [MenuItem] {
    [
      .action(undo), .action(redo), .separator, .action(cut), .action(copy), .action(paste), .separator,
      .action(selectAll),
    ]
  }

  /// States and marks as the shown text has them.
  func refresh(_ pane: EditorPane) {
    guard let view = pane.current else { return }
    undo.isEnabled = view.file.document.canUndo
    redo.isEnabled = view.file.document.canRedo
    cut.isEnabled = !view.file.document.selection.isEmpty
    copy.isEnabled = cut.isEnabled
    wrap.isChecked = view.wrapsLines
    numbers.isChecked = view.showsLineNumbers
  }
}
