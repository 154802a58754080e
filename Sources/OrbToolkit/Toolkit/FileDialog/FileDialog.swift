// Choosing a file to open, or a name to save under: places, path, list, and a field that takes paths as well.
//
//   FileDialog.open(in: window) { path in … }
//   FileDialog.save(in: window, name: "notes.txt") { path in … }

import ABI
import Graphics

/// The open and save dialogs.
public final class FileDialog {
  public enum Purpose: Sendable {
    case open
    case save
  }

  /// Where the last dialog of this window's program was left.
  private let purpose: Purpose
  private let provider: any FileProvider
  private let chosen: (String) -> Void
  private let window: Window
  private var folder: String
  private var entries: [FileDialogEntry] = []
  private var showsHidden = false

  private let name: TextField
  private let breadcrumb = Breadcrumb([])
  private let places: ListView
  private let table: Table
  private let placePaths: [String]
  private var dialog: Dialog?

  /// Asks for a file to open. `start`: a folder, or a file whose folder is shown first; nil: home.
  public static func open(
    in window: Window, start: String? = nil, provider: any FileProvider = SystemFileProvider(),
    chosen: @escaping (String) -> Void
  ) {
    FileDialog(.open, window, start, "", provider, chosen).present()
  }

  /// Asks for a name to save under; an existing file is asked about before it is replaced.
  public static func save(
    in window: Window, name: String, start: String? = nil, provider: any FileProvider = SystemFileProvider(),
    chosen: @escaping (String) -> Void
  ) {
    FileDialog(.save, window, start, name, provider, chosen).present()
  }

  private init(
    _ purpose: Purpose, _ window: Window, _ start: String?, _ name: String, _ provider: any FileProvider,
    _ chosen: @escaping (String) -> Void
  ) {
    self.purpose = purpose
    self.window = window
    self.provider = provider
    self.chosen = chosen
    let wanted = start ?? provider.home
    folder = provider.entry(at: wanted)?.isFolder == true ? wanted : FilePaths.parent(of: wanted)
    self.name = TextField(name, placeholder: purpose == .save ? "Name" : "Name or path", limit: 1024)
    let home = provider.home
    var found: [(String, VectorIcon, String)] = [("Home", Symbols.home, home)]
    for (title, icon) in [("Documents", Symbols.text), ("Downloads", Symbols.arrowDown), ("Pictures", Symbols.image)] {
      let path = FilePaths.join(home, title)
      if provider.entry(at: path)?.isFolder == true { found.append((title, icon, path)) }
    }
    found.append(("System", Symbols.disk, "/"))
    let shown = found
    placePaths = shown.map { $0.2 }
    places = ListView(count: shown.count) { ListItem(shown[$0].0, icon: shown[$0].1) }
    let box = EntryBox()
    table = Table([TableColumn("Name", grows: true), TableColumn("Size", width: 88, alignsRight: true)]) {
      row, column in
      box.cell(row, column)
    }
    // SAFETY: see EntryBox.
    unsafe box.dialog = self
    connect()
  }

  /// Lets the table's cells reach the dialog that is made of it.
  private final class EntryBox {
    unowned(unsafe) var dialog: FileDialog?

    func cell(_ row: Int, _ column: Int) -> TableCell {
      // SAFETY: the dialog's buttons keep it for as long as the table is shown.
      guard let entries = unsafe dialog?.entries, row < entries.count else { return TableCell("") }
      let entry = entries[row]
      if column == 1 { return TableCell(entry.isFolder ? "–" : FileDialog.size(entry.size)) }
      return TableCell(
        entry.name, icon: entry.isFolder ? Symbols.folder : Symbols.file, tintsIcon: entry.isFolder)
    }
  }

  // MARK: Putting it together

  private func connect() {
    places.isFramed = false
    places.rows.activatesOnClick = true
    places.onActivate { [self] index in show(placePaths[index]) }
    breadcrumb.onSelect = { [self] index in show(FilePaths.path(Array(FilePaths.parts(folder).prefix(index)))) }
    table.onActivate { [self] index in activate(index) }
    table.onSelectionChange { [self] selection in
      guard let index = selection.current, index < entries.count, !entries[index].isFolder else { return }
      name.text = entries[index].name
    }
    name.onSubmit = { [self] _ in
      accept()
      return true
    }
  }

  private func present() {
    let accept = Button(purpose == .open ? "Open" : "Save") { [self] in self.accept() }.asDefault()
    let cancel = Button("Cancel") { [self] in close() }.asCancel()
    let folderButton = Button("New folder", icon: Symbols.newFolder, style: .plain) { [self] in newFolder() }
    let lists = Row(spacing: 8, alignment: .fill) {
      places.frame(width: 140)
      table.grow()
    }
    let head = Row {
      breadcrumb.grow()
      if purpose == .save { folderButton }
    }
    let content: [Widget] =
      purpose == .save
      ? [name.layoutFill(), head, lists.frame(height: 280)] : [head, lists.frame(height: 280), name.layoutFill()]
    let dialog = Dialog(
      purpose == .open ? "Open a file" : "Save as", width: 640, content: content, buttons: [cancel, accept])
    self.dialog = dialog
    show(folder)
    dialog.present(in: window) { [self] in release() }
    window.focus(purpose == .save ? name : table.rows)
    if purpose == .save { name.select(0..<FileDialog.stemLength(name.text)) }
  }

  private func close() { dialog?.dismiss() }

  /// The widgets' closures hold this object, so it lets go of theirs.
  private func release() {
    dialog = nil
    places.rows.onActivate = nil
    breadcrumb.onSelect = nil
    table.rows.onActivate = nil
    table.rows.selectionDidChange = nil
    name.onSubmit = nil
  }

  // MARK: Moving about

  private func show(_ path: String) {
    folder = path
    breadcrumb.update(["System"] + FilePaths.parts(path))
    do throws(Errno) {
      entries = try provider.entries(of: path).filter { showsHidden || $0.name.utf8.first != UInt8(ascii: ".") }
      entries.sort { left, right in
        if left.isFolder != right.isFolder { return left.isFolder }
        return left.name.lowercased().utf8.lexicographicallyPrecedes(right.name.lowercased().utf8)
      }
      table.emptyState = EmptyState(Symbols.folder, title: "This folder is empty")
    } catch {
      entries = []
      table.emptyState = EmptyState(
        Symbols.warning, title: "This folder cannot be shown", text: "The file system says \(error.name).")
    }
    table.selection.clear()
    table.reload(count: entries.count)
    if let place = placePaths.firstIndex(where: { $0.utf8.elementsEqual(path.utf8) }) {
      places.selection.select(place)
    } else {
      places.selection.clear()
    }
    places.rows.setNeedsPaint()
  }

  private func activate(_ index: Int) {
    guard index < entries.count else { return }
    if entries[index].isFolder {
      show(FilePaths.join(folder, entries[index].name))
    } else {
      name.text = entries[index].name
      accept()
    }
  }

  private func newFolder() {
    var path = FilePaths.join(folder, "New folder")
    var number = 2
    while provider.entry(at: path) != nil && number < 100 {
      path = FilePaths.join(folder, "New folder (\(number))")
      number += 1
    }
    do throws(Errno) {
      try provider.makeFolder(path)
      show(path)
    } catch {
      MessageBox.tell(
        in: window, title: "The folder could not be made", text: "The file system says \(error.name).")
    }
  }

  // MARK: Choosing

  private func accept() {
    let text = name.text
    if text.isEmpty {
      if purpose == .open, let index = table.selection.current, index < entries.count { return activate(index) }
      name.validationMessage = purpose == .open ? "Choose a file" : "Type a name"
      return
    }
    let path = FilePaths.resolve(text, base: folder, home: provider.home)
    let existing = provider.entry(at: path)
    if existing?.isFolder == true {
      name.text = ""
      return show(path)
    }
    switch purpose {
    case .open:
      guard existing != nil else {
        name.validationMessage = "There is no file with this name"
        return
      }
      finish(path)
    case .save:
      guard provider.entry(at: FilePaths.parent(of: path))?.isFolder == true else {
        name.validationMessage = "The folder does not exist"
        return
      }
      if existing == nil { finish(path) } else { confirmReplacing(path) }
    }
  }

  private func confirmReplacing(_ path: String) {
    MessageBox.show(
      in: window, .warning, title: "Replace “\(FilePaths.name(of: path))”?",
      text: "A file with this name is already there. Replacing it loses what it contains.",
      choices: [MessageBox.Choice("Replace", isDestructive: true) { [self] in finish(path) }])
  }

  private func finish(_ path: String) {
    close()
    chosen(path)
  }

  // MARK: Words

  /// Characters before the extension.
  private static func stemLength(_ name: String) -> Int {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name.count }
    return name.distance(from: name.startIndex, to: dot)
  }

  /// "12 kB": whole units are enough for choosing.
  static func size(_ bytes: UInt64) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1000) kB" }
    if bytes < 1_000_000_000 { return "\((bytes + 500_000) / 1_000_000) MB" }
    return "\((bytes + 500_000_000) / 1_000_000_000) GB"
  }
}

extension Bindable where Self: Widget {
  /// As wide as the column that holds it.
  func layoutFill() -> Widget { align(.fill) }
}
