// Going from folder to folder.

import FilesCore
import Graphics
import OrbToolkit
import System

extension FilesController {
  /// Shows a folder.
  func go(to path: FilePath, selecting names: [FileName] = []) {
    history.go(to: path)
    arrive(selecting: names)
  }

  func back() {
    let left = folder
    history.back()
    arrive(selecting: childName(of: left))
  }

  func forward() {
    history.forward()
    arrive(selecting: [])
  }

  func up() {
    let name = history.up()
    arrive(selecting: name.map { [$0] } ?? [])
  }

  /// The name below the present folder that a path leads through.
  private func childName(of path: FilePath) -> [FileName] {
    guard folder.contains(path), path.names.count > folder.names.count else { return [] }
    return [path.names[folder.names.count]]
  }

  func arrive(selecting names: [FileName]) {
    filterField.text = ""
    model.setFilter("")
    if isInTrash && !FileSystem.exists(folder.text) { try? FileSystem.makeDirectory(folder.text, mode: 0o700) }
    let crumbs = folder.crumbs(home: home)
    breadcrumb.update(crumbs.map { $0.title })
    window?.title = crumbs.last?.title ?? "Files"
    let place = places.firstIndex { $0.path == folder }
    if let place { sidebar.selection.select(place) } else { sidebar.selection.clear() }
    sidebar.rows.setNeedsPaint()
    refresh(selecting: names)
    if names.isEmpty { gridScroll.scroll(to: .zero) }
    if let window, window.isOpen { window.focus(itemView) }
  }

  func placeChosen() {
    guard let index = sidebar.selection.current, places.indices.contains(index) else { return }
    if places[index].path != folder { go(to: places[index].path) }
  }

  func climb(to index: Int) {
    let crumbs = folder.crumbs(home: home)
    guard crumbs.indices.contains(index) else { return }
    let left = folder
    guard crumbs[index].path != folder else { return }
    history.go(to: crumbs[index].path)
    arrive(selecting: childName(of: left))
  }

  // MARK: The path as text

  /// Turns the breadcrumb into a field; `text` nil: the present path.
  func editPath(_ text: String?) {
    breadcrumb.isVisible = false
    pathField.isVisible = true
    pathField.text = text ?? folder.text
    window?.updateNow()
    pathField.selectsAllOnFocus = text == nil
    window?.focus(pathField, .gainedByProgram)
    if text == nil { pathField.selectAll() }
  }

  func submitPath(_ text: String) -> Bool {
    let path = FilePath(text, base: folder, home: home)
    guard let entry = try? FileAccess.inspect(path) else {
      pathField.validationMessage = "There is nothing at this path"
      return true
    }
    _ = endPathEditing()
    if entry.isFolder || path.name == nil {
      go(to: path)
    } else if let parent = path.parent {
      go(to: parent, selecting: [entry.name])
    }
    return true
  }

  @discardableResult
  func endPathEditing() -> Bool {
    guard pathField.isVisible else { return false }
    pathField.isVisible = false
    pathField.validationMessage = nil
    breadcrumb.isVisible = true
    if window?.focusedWidget === pathField { window?.focus(itemView) }
    return true
  }

  // MARK: Filter and order

  func filter(_ text: String) {
    model.setFilter(text)
    show(selecting: [])
  }

  func clearFilter() -> Bool {
    let had = !filterField.text.isEmpty
    filterField.text = ""
    filter("")
    window?.focus(itemView)
    return had
  }

  func sort(by column: Int, _ ascending: Bool) {
    let keys: [SortOrder.Key] = [.name, .size, .kind, .modified]
    guard keys.indices.contains(column) else { return }
    let kept = selectedEntries.map { $0.name }
    model.sort(by: SortOrder(key: keys[column], isAscending: ascending))
    table.sorting = (column, ascending)
    show(selecting: kept)
  }

  func setMode(_ mode: ViewMode) {
    guard mode != self.mode else { return }
    let kept = selectedEntries.map { $0.name }
    self.mode = mode
    show(selecting: kept)
    window?.focus(itemView)
  }

  func toggleHidden() {
    let kept = selectedEntries.map { $0.name }
    model.setShowsHidden(!model.showsHidden)
    show(selecting: kept)
  }

  // MARK: Opening

  func openSelection() {
    let selected = selectedEntries
    if selected.count == 1, selected[0].isFolder { return go(to: folder.appending(selected[0].name)) }
    for entry in selected where !entry.isFolder { open(entry, with: nil) }
  }

  /// Opens a file with its own program or another one.
  func open(_ entry: FileEntry, with program: String?) {
    let name = program ?? FileType.of(entry).apps.first ?? "editor"
    // A viewer that is not there yet must not leave a file that cannot be opened.
    let known =
      ["editor", "terminal", "files"].contains(where: { Array($0.utf8) == Array(name.utf8) }) ? name : "editor"
    start(known, [folder.appending(entry.name).text])
  }

  func start(_ program: String, _ arguments: [String]) {
    var request = SpawnRequest(program, [program] + arguments)
    request.group = .own
    request.directory = folder.text
    if (try? request.start()) == nil, let window {
      MessageBox.tell(
        in: window, title: "“\(program)” could not be started",
        text: "The program is missing, or there is not enough memory for it.")
    }
  }
}
