// What can be done, with which keys, and when.

import ABI
import FilesCore
import Graphics
import OrbToolkit
import System

extension FilesController {
  func makeActions() {
    var made = FilesActions()
    func add(
      _ id: String, _ title: String, _ icon: VectorIcon? = nil, _ shortcut: Shortcut? = nil,
      alternatives: [Shortcut] = [], destructive: Bool = false, _ run: @escaping (FilesController) -> Void
    ) {
      let action = Action(id, title, icon: icon, shortcut: shortcut) { [unowned(unsafe) self] in
        // SAFETY: the window keeps the controller and its actions together.
        unsafe run(self)
      }
      action.alternatives = alternatives
      action.isDestructive = destructive
      made.add(action)
    }
    add("open", "Open", Symbols.open) { $0.openSelection() }
    add("newWindow", "New window", Symbols.window, .control(.n)) { $0.start("files", [$0.folder.text]) }
    add("newFolder", "New folder", Symbols.newFolder, .controlShift(.n)) { $0.newFolder() }
    add("terminal", "Open terminal here", Symbols.terminal) { $0.start("terminal", []) }
    add("rename", "Rename…", Symbols.edit, Shortcut(.f2)) { $0.beginRename() }
    add("cut", "Cut", Symbols.cut, .control(.x)) { $0.takeToClipboard(moves: true) }
    add("copy", "Copy", Symbols.copy, .control(.c)) { $0.takeToClipboard(moves: false) }
    add("paste", "Paste", Symbols.paste, .control(.v)) { $0.paste() }
    add("duplicate", "Duplicate", nil, .control(.d)) { $0.duplicate() }
    add("trash", "Move to trash", Symbols.trash, Shortcut(.delete)) { $0.trashSelection() }
    add("delete", "Delete permanently…", nil, Shortcut(.delete, .shift), destructive: true) { $0.confirmDelete() }
    add("emptyTrash", "Empty trash…", nil, destructive: true) { $0.confirmEmptyTrash() }
    add("undo", "Undo", Symbols.undo, .control(.z)) { $0.undoLast() }
    add("selectAll", "Select all", nil, .control(.a)) { $0.selectAll() }
    add("properties", "Properties", Symbols.info, .alt(.enter)) { $0.showProperties() }
    add("back", "Back", Symbols.arrowLeft, .alt(.left)) { $0.back() }
    add("forward", "Forward", Symbols.arrowRight, .alt(.right)) { $0.forward() }
    add("up", "Up", Symbols.arrowUp, .alt(.up), alternatives: [Shortcut(.backspace)]) { $0.up() }
    add("home", "Home", Symbols.home, .alt(.home)) { $0.go(to: $0.home) }
    add("path", "Type a path", nil, .control(.l)) { $0.editPath(nil) }
    add("filter", "Filter this folder", Symbols.search, .control(.f)) { $0.window?.focus($0.filterField) }
    add("refresh", "Refresh", Symbols.refresh, Shortcut(.f5), alternatives: [.control(.r)]) { $0.refresh() }
    add("list", "List", Symbols.list, .control(.digit1)) { $0.setMode(.list) }
    add("icons", "Icons", Symbols.grid, .control(Key(usage: 0x1F))) { $0.setMode(.icons) }
    add("hidden", "Hidden files", Symbols.eye, .control(.h)) { $0.toggleHidden() }
    add("sidebar", "Sidebar", Symbols.sidebar, Shortcut(.f9)) { $0.toggleSidebar() }
    add("close", "Close window", nil, .control(.w)) { $0.window?.requestClose() }
    actions = made
    updateActions()
  }

  func updateActions() {
    let selected = selectedEntries
    for id in ["cut", "copy", "duplicate", "trash", "delete"] { actions[id].isEnabled = !selected.isEmpty }
    actions["open"].isEnabled = !selected.isEmpty
    actions["rename"].isEnabled = selected.count == 1
    actions["paste"].isEnabled = !FilesController.cutOrCopied.paths.isEmpty && problem == nil
    actions["newFolder"].isEnabled = problem == nil
    actions["emptyTrash"].isEnabled = isInTrash && !entries.isEmpty
    actions["back"].isEnabled = history.canGoBack
    actions["forward"].isEnabled = history.canGoForward
    actions["up"].isEnabled = history.canGoUp
    actions["list"].isChecked = mode == .list
    actions["icons"].isChecked = mode == .icons
    actions["hidden"].isChecked = model.showsHidden
    actions["sidebar"].isChecked = splitter?.isCollapsed != true
    actions["undo"].isEnabled = undo.last != nil
    actions["undo"].title = undo.last.map { "Undo \($0.title.lowercased())" } ?? "Undo"
    actions["trash"].title = isInTrash ? "Delete permanently…" : "Move to trash"
  }

  func toggleSidebar() {
    splitter?.isCollapsed.toggle()
    updateActions()
  }

  func selectAll() {
    itemView.selection.selectAll(count: entries.count)
    itemView.setNeedsPaint()
    selectionChanged()
  }

  // MARK: Menus

  func menus() -> [MenuBar.Entry] {
    [
      ("File", { [unowned(unsafe) self] in unsafe items("newWindow newFolder | open terminal | properties | close") }),
      (
        "Edit",
        { [unowned(unsafe) self] in
          unsafe items("undo | cut copy paste duplicate | rename trash delete emptyTrash | selectAll")
        }
      ),
      ("View", { [unowned(unsafe) self] in unsafe items("list icons | hidden sidebar | filter refresh") }),
      ("Go", { [unowned(unsafe) self] in unsafe items("back forward up | home path") }),
    ]
    // SAFETY: as in `makeActions`.
  }

  /// Names of actions, with "|" for a separator.
  private func items(_ names: String) -> [MenuItem] {
    names.split(separator: " ").map { name in
      name.utf8.elementsEqual("|".utf8) ? .separator : .action(actions[String(name)])
    }
  }

  func contextMenu() -> [MenuItem] {
    let selected = selectedEntries
    guard let first = selected.first else {
      return items(isInTrash ? "paste | emptyTrash | refresh" : "newFolder paste | terminal | selectAll refresh")
    }
    var menu = items("open")
    if selected.count == 1 && !first.isFolder {
      let programs = [("Editor", "editor"), ("Terminal", "terminal")]
      menu.append(
        .submenu(
          "Open with",
          programs.map { title, program in
            .item(title) { [unowned(unsafe) self] in
              // SAFETY: as in `makeActions`.
              unsafe open(first, with: program)
            }
          }))
    }
    return menu + items("| cut copy paste duplicate | rename trash | properties")
  }

  // MARK: Properties

  func showProperties() {
    guard let window else { return }
    let path = selectedPaths.first ?? folder
    guard let status = try? FileSystem.status(path.text, followLinks: false),
      let entry = try? FileAccess.inspect(path)
    else { return }
    PropertiesDialog.show(in: window, path, entry, mode: status.mode, user: status.user, now: now)
  }
}
