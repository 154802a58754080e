// The dialog in which a file is chosen to open, or a place to save: folders and files of one folder, its path, and for
// saving a name. Typing a path works everywhere.

import ABI
import FilesCore
import Graphics
import OrbToolkit
import System

/// Asks for a path.
final class FileChooser {
  enum Purpose {
    case open, save(name: String)
  }

  private let purpose: Purpose
  private let done: (String) -> Void
  private var folder: FilesCore.FilePath
  private var model = DirectoryModel()
  private let address = TextField(placeholder: "Folder")
  private let name = TextField(placeholder: "Name")
  private let list: ListView
  private let message = Label("", .caption, tone: .error)
  private var dialog: Dialog?

  /// Opens the dialog; `done` gets the path. The chooser lives as long as the dialog.
  static func present(
    _ purpose: Purpose, in folder: String, window: Window, done: @escaping (String) -> Void
  ) {
    let chooser = FileChooser(purpose, FilesCore.FilePath(folder), done)
    chooser.present(window)
  }

  private init(_ purpose: Purpose, _ folder: FilesCore.FilePath, _ done: @escaping (String) -> Void) {
    self.purpose = purpose
    self.folder = folder
    self.done = done
    let box = Box()
    self.box = box
    list = ListView { box.chooser?.item($0) ?? ListItem("") }
    box.chooser = self
  }

  /// Lets the list's rows reach the chooser that is made after them; emptied when the dialog goes.
  private final class Box {
    var chooser: FileChooser?
  }
  private let box: Box

  private var isSaving: Bool { if case .save = purpose { true } else { false } }

  private func item(_ index: Int) -> ListItem {
    guard model.entries.indices.contains(index) else { return ListItem("") }
    let entry = model.entries[index]
    return ListItem(
      entry.name.text, icon: entry.isFolder ? AppIcons.folder : AppIcons.document,
      detail: entry.isFolder ? "" : HumanText.size(entry.size))
  }

  private func present(_ window: Window) {
    if case .save(let proposed) = purpose { name.text = proposed }
    list.leastRows = 10
    list.onActivate { [self] in activate($0) }
    list.onSelectionChange { [self] selection in selectionChanged(selection.current) }
    address.onSubmit = { [self] text in
      go(toText: text)
      return true
    }
    name.onSubmit = { [self] _ in
      accept()
      return true
    }
    let up = Button("", icon: Symbols.arrowUp) { [self] in
      if let parent = folder.parent { show(parent) }
    }
    up.accessibilityName = "Parent folder"
    var content: [Widget] = [
      Row {
        up; address.grow()
      }, list.frame(height: 290),
    ]
    if isSaving {
      content.append(
        Row {
          Label("Name"); name.grow()
        })
    }
    content.append(message)
    let cancel = Button("Cancel") { [self] in self.dialog?.dismiss() }.asCancel()
    let confirm = Button(isSaving ? "Save" : "Open") { [self] in accept() }.asDefault()
    let card = Dialog(isSaving ? "Save as" : "Open", width: 520, content: content, buttons: [cancel, confirm])
    dialog = card
    show(folder)
    card.present(in: window) { [self] in release() }
    if isSaving { window.focus(name, .gainedByProgram) } else { window.focus(list.rows, .gainedByProgram) }
  }

  /// The widgets' closures hold this object, so it lets go of theirs.
  private func release() {
    dialog = nil
    box.chooser = nil
    list.rows.onActivate = nil
    list.rows.selectionDidChange = nil
    address.onSubmit = nil
    name.onSubmit = nil
  }

  private func show(_ path: FilesCore.FilePath) {
    do {
      let items = try FileSystem.list(path.text)
      var entries: [FileEntry] = []
      for item in items {
        let status = try? FileSystem.status(path.appending(FileName(item.name)).text)
        let isFolder = (status?.kind ?? item.kind.rawValue) == ABI.FileKind.directory.rawValue
        entries.append(
          FileEntry(name: FileName(item.name), kind: isFolder ? .directory : .file, size: status?.size ?? 0))
      }
      model.update(entries)
      folder = path
      address.text = path.text
      message.text = ""
      list.reload(count: model.entries.count)
    } catch {
      message.text = "“\(path.text)” cannot be shown: \(error)"
    }
  }

  private func go(toText text: String) {
    let path = FilesCore.FilePath(text, base: folder, home: FilesCore.FilePath(Environment["HOME"] ?? "/"))
    if let status = try? FileSystem.status(path.text), status.kind != ABI.FileKind.directory.rawValue {
      finish(path)
    } else {
      show(path)
    }
  }

  private func selectionChanged(_ index: Int?) {
    guard isSaving, let index, model.entries.indices.contains(index), !model.entries[index].isFolder else { return }
    name.text = model.entries[index].name.text
  }

  private func activate(_ index: Int) {
    guard model.entries.indices.contains(index) else { return }
    let entry = model.entries[index]
    let path = folder.appending(entry.name)
    if entry.isFolder { show(path) } else if isSaving { name.text = entry.name.text } else { finish(path) }
  }

  private func accept() {
    if isSaving {
      if name.text.utf8.first == 0x2F || name.text.utf8.first == 0x7E {
        finish(FilesCore.FilePath(name.text, home: FilesCore.FilePath(Environment["HOME"] ?? "/")))
        return
      }
      if let problem = FileName(name.text).problem {
        message.text = problem
      } else {
        finish(folder.appending(FileName(name.text)))
      }
    } else if let index = list.selection.current {
      activate(index)
    }
  }

  private func finish(_ path: FilesCore.FilePath) {
    guard isSaving, FileSystem.exists(path.text), let window = dialog?.window else {
      dialog?.dismiss()
      done(path.text)
      return
    }
    MessageBox.show(
      in: window, .warning, title: "Replace “\(path.name?.text ?? "")”?",
      text: "A file with this name is already there. Its content will be lost.",
      choices: [
        MessageBox.Choice("Replace", isDestructive: true) { [self] in
          dialog?.dismiss()
          done(path.text)
        }
      ])
  }
}
