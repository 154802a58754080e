// What the file browser shows and where it is: folder, order, selection, history. Views ask it and tell it.
//
// Aspects: FilesController+Navigation, +Actions (menus and shortcuts), +Jobs (copy, move, delete), +Renaming, and
// Files.swift, which puts the window together.

import ABI
import FilesCore
import Graphics
import OrbToolkit
import System

/// One window of the file browser.
final class FilesController {
  enum ViewMode { case list, icons }

  // MARK: State

  var history: NavigationHistory
  var model = DirectoryModel()
  /// What the path shows as “Home”.
  let home: FilePath
  var places: [Place]
  private let freeSpace: (FilePath) -> UInt64
  var mode = ViewMode.list
  /// Why the folder cannot be shown; nil if it can.
  var problem: String?
  var undo = UndoLog()
  var jobs: JobRunner?
  /// The field of a rename that is going on, and what it renames.
  var renaming: (field: TextField, entry: FileEntry)?
  /// A message about the name is shown: losing the focus to it does not end the rename.
  var isTelling = false
  var isUndoing = false
  /// When the running job was started, milliseconds.
  var jobStarted = 0
  /// Menus, toolbar and shortcuts share these.
  var actions = FilesActions()

  /// Cut or copied files: shared by the windows of this program.
  nonisolated(unsafe) static var clipboard: (paths: [FilePath], moves: Bool) = ([], false)

  // MARK: Views

  let table: Table
  let grid: IconGrid
  let gridScroll: ScrollView
  let content: Padding
  let sidebar: ListView
  let breadcrumb: Breadcrumb
  let pathField: TextField
  let filterField: TextField
  let status = State("")
  let jobStrip = JobStrip()
  var splitter: Splitter?
  private unowned(unsafe) var windowReference: Window?

  /// - Parameter freeSpace: bytes that are free where a folder is; 0 if nobody knows.
  init(start: FilePath, home: FilePath, places: [Place], freeSpace: @escaping (FilePath) -> UInt64) {
    history = NavigationHistory(start)
    self.home = home
    self.places = places
    self.freeSpace = freeSpace
    let box = Box()
    table = Table(
      [
        TableColumn("Name", grows: true), TableColumn("Size", width: 92, alignsRight: true),
        TableColumn("Kind", width: 120), TableColumn("Changed", width: 136),
      ], selection: .multiple
    ) { row, column in box.controller?.cell(row, column) ?? TableCell("") }
    grid = IconGrid(selection: .multiple) { box.controller?.gridItem($0) ?? GridItem("", icon: AppIcons.document) }
    let grid = self.grid
    gridScroll = ScrollView { grid }
    let table = self.table
    let gridScroll = self.gridScroll
    content = Padding(0, background: .surface) {
      Stack {
        table
        gridScroll
      }
    }
    sidebar = ListView(selection: .single) { box.controller?.placeItem($0) ?? ListItem("") }
    breadcrumb = Breadcrumb([])
    pathField = TextField(placeholder: "Path")
    filterField = TextField(placeholder: "Filter")
    box.controller = self
    connect()
  }

  /// Lets the views' closures reach the controller that is made of them.
  private final class Box {
    unowned(unsafe) var controllerReference: FilesController?
    var controller: FilesController? {
      get {
        // SAFETY: the window keeps the controller for as long as the views exist (Files.window).
        unsafe controllerReference
      }
      set { unsafe controllerReference = newValue }
    }
  }

  func attach(to window: Window) {
    // SAFETY: the window keeps this controller, so it lives longer.
    unsafe windowReference = window
  }

  var window: Window? {
    // SAFETY: see `attach`.
    unsafe windowReference
  }

  private func connect() {
    table.rows.selectionDidChange = { [unowned(unsafe) self] in unsafe selectionChanged() }
    grid.selectionDidChange = { [unowned(unsafe) self] in unsafe selectionChanged() }
    table.onActivate { [unowned(unsafe) self] _ in unsafe openSelection() }
    grid.onActivate = { [unowned(unsafe) self] _ in unsafe openSelection() }
    // SAFETY (of all in this method): as in Box.
    let typed: (Unicode.Scalar) -> Bool = { [unowned(unsafe) self] scalar in
      guard scalar == "/" || scalar == "~" else { return false }
      unsafe editPath(scalar == "/" ? "/" : "~/")
      return true
    }
    table.rows.onText = typed
    grid.onText = typed
    table.didSort = { [unowned(unsafe) self] column, ascending in unsafe sort(by: column, ascending) }
    sidebar.rows.selectionDidChange = { [unowned(unsafe) self] in unsafe placeChosen() }
    table.sorting = (0, true)
    sidebar.isFramed = false
    breadcrumb.onSelect = { [unowned(unsafe) self] index in unsafe climb(to: index) }
    breadcrumb.onEdit = { [unowned(unsafe) self] in unsafe editPath(nil) }
    pathField.onSubmit = { [unowned(unsafe) self] text in unsafe submitPath(text) }
    pathField.onCancel = { [unowned(unsafe) self] in unsafe endPathEditing() }
    pathField.onBlur = { [unowned(unsafe) self] in _ = unsafe endPathEditing() }
    filterField.icon = Symbols.search
    filterField.didChange = { [unowned(unsafe) self] text in unsafe filter(text) }
    filterField.onCancel = { [unowned(unsafe) self] in unsafe clearFilter() }
    jobStrip.onCancel = { [unowned(unsafe) self] in unsafe jobs?.cancel() }
  }

  // MARK: What the views show

  var entries: [FileEntry] { model.entries }

  private func cell(_ row: Int, _ column: Int) -> TableCell {
    guard entries.indices.contains(row) else { return TableCell("") }
    let entry = entries[row]
    let isDim = entry.name.isHidden || isCut(entry)
    switch column {
    case 0:
      return TableCell(
        entry.name.text, icon: FileIcons.symbol(entry), isDim: isDim, tintsIcon: entry.isFolder && !isDim)
    case 1: return TableCell(entry.isFolder ? "–" : HumanText.size(entry.size))
    case 2: return TableCell(FileType.of(entry).name)
    default: return TableCell(HumanText.date(entry.modified, now: now, offset: 0))
    }
  }

  private func gridItem(_ index: Int) -> GridItem {
    guard entries.indices.contains(index) else { return GridItem("", icon: AppIcons.document) }
    let entry = entries[index]
    return GridItem(
      entry.name.text, icon: FileIcons.large(entry), isDim: entry.name.isHidden || isCut(entry))
  }

  private func placeItem(_ index: Int) -> ListItem {
    guard places.indices.contains(index) else { return ListItem("") }
    return ListItem(places[index].title, icon: places[index].icon)
  }

  private func isCut(_ entry: FileEntry) -> Bool {
    let clipboard = FilesController.cutOrCopied
    return clipboard.moves && clipboard.paths.contains(folder.appending(entry.name))
  }

  /// Seconds since 1970.
  var now: Int64 { Int64(clamping: SystemClock.realTime / 1_000_000_000) }

  static var cutOrCopied: (paths: [FilePath], moves: Bool) {
    // SAFETY: the interface runs on one thread.
    get { unsafe clipboard }
    set { unsafe clipboard = newValue }
  }

  var folder: FilePath { history.current }

  var isInTrash: Bool { Place.trash.contains(folder) }

  /// The view that shows the entries.
  var itemView: ItemView { mode == .list ? table.rows : grid }

  var selectedEntries: [FileEntry] { itemView.selection.sorted.filter { $0 < entries.count }.map { entries[$0] } }

  var selectedPaths: [FilePath] { selectedEntries.map { folder.appending($0.name) } }

  // MARK: Showing

  /// Reads the folder anew; the selection stays with the names.
  func refresh(selecting names: [FileName]? = nil) {
    let kept = names ?? selectedEntries.map { $0.name }
    do throws(Errno) {
      model.update(try FileAccess.list(folder))
      problem = nil
    } catch {
      model.update([])
      problem = FileAccess.sentence(error)
    }
    show(selecting: kept)
  }

  /// Hands the model's entries to the views.
  func show(selecting names: [FileName]) {
    let indices = names.compactMap { model.index(of: $0) }
    table.emptyState = nil
    table.reload(count: entries.count)
    grid.reload(count: entries.count)
    table.selection.set(indices)
    grid.selection.set(indices)
    let isEmpty = entries.isEmpty
    if isEmpty { table.emptyState = emptyState() }
    table.isVisible = mode == .list || isEmpty
    gridScroll.isVisible = mode == .icons && !isEmpty
    if let first = indices.first, itemView.window != nil, indices.count == 1 {
      itemView.window?.updateNow()
      itemView.scrollIntoView(itemView.rect(ofItem: first))
    }
    updateStatus()
    updateActions()
  }

  func selectionChanged() {
    updateStatus()
    updateActions()
  }

  private func emptyState() -> Widget {
    if let problem {
      return EmptyState(Symbols.warning, title: "This folder cannot be shown", text: problem)
    }
    if !model.filter.isEmpty {
      return EmptyState(Symbols.search, title: "Nothing here matches", text: "Press Esc to see all files again.")
    }
    if isInTrash {
      return EmptyState(Symbols.trash, title: "The trash is empty", text: "Deleted files wait here.")
    }
    return EmptyState(
      Symbols.folder, title: "This folder is empty",
      text: "Make a folder with Ctrl+Shift+N, or paste files.")
  }

  private func updateStatus() {
    let selected = selectedEntries
    var text = HumanText.count(entries.count, "item", "items")
    if !selected.isEmpty {
      let bytes = selected.reduce(UInt64(0)) { $0 &+ ($1.isFolder ? 0 : $1.size) }
      text = "\(selected.count) of \(text) selected"
      if bytes > 0 { text += ", \(HumanText.size(bytes))" }
    }
    let free = freeSpace(folder)
    if free > 0 { text += "  ·  \(HumanText.size(free)) free" }
    status.set(text)
  }
}
