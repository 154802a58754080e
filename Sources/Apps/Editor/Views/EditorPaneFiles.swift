// Opening, saving and closing texts, and what becomes of text that was not saved.

import ABI
import EditorCore
import OrbToolkit
import System

extension EditorPane {
  // MARK: - Opening

  /// Opens a file, or shows the tab that has it. "name:12:3" goes to a line and column.
  public func open(_ argument: String) {
    let (path, place) = EditorPane.split(argument)
    if let index = views.firstIndex(where: { $0.file.path == path }) {
      show(index)
    } else {
      do throws(Errno) {
        add(try TextFile(path: path))
      } catch {
        tell("“\(path)” could not be opened", error)
        return
      }
    }
    guard let place, let view = current else { return }
    view.file.document.goTo(place)
    view.changed(centered: true)
  }

  private static func split(_ argument: String) -> (String, LineColumn?) {
    if FileSystem.exists(argument) { return (absolute(argument), nil) }
    var fields = argument.utf8.split(separator: 0x3A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    var numbers: [Int] = []
    while fields.count > 1, numbers.count < 2, let number = fields.last.flatMap({ Int($0) }) {
      numbers.insert(number, at: 0)
      fields.removeLast()
    }
    let path = fields.joined(separator: ":")
    guard let line = numbers.first, FileSystem.exists(path) else { return (absolute(argument), nil) }
    return (absolute(path), LineColumn(line: line - 1, column: numbers.count > 1 ? numbers[1] - 1 : 0))
  }

  private static func absolute(_ path: String) -> String {
    Paths.hasScheme(path) ? path : Paths.absolute(path, from: WorkingDirectory.current)
  }

  func chooseFile() {
    guard let window else { return }
    let me = Unretained(self)
    FileChooser.present(.open, in: folder, window: window) { me.widget.open($0) }
  }

  /// Where dialogs begin: beside the shown file, or at home.
  private var folder: String {
    if let path = current?.file.path, let slash = path.utf8.lastIndex(of: 0x2F) {
      return slash == path.utf8.startIndex ? "/" : String(path.utf8[..<slash]) ?? "/"
    }
    return Environment["HOME"] ?? "/"
  }

  private func tell(_ title: String, _ error: Errno) {
    guard let window else { return }
    MessageBox.tell(in: window, title: title, text: "The system says: \(error).")
  }

  // MARK: - Saving

  /// Saves the shown text; one without a file asks for a name. `then` runs when it is saved.
  func save(then: @escaping () -> Void = {}) {
    guard let file = current?.file else { return }
    guard file.path != nil else { return saveAs(then: then) }
    guard file.hasChangedOutside, let window else { return write(file, nil, then) }
    let me = Unretained(self)
    MessageBox.show(
      in: window, .warning, title: "“\(file.name)” was changed by another program",
      text: "Saving replaces what that program wrote.",
      choices: [MessageBox.Choice("Save anyway", isDestructive: true) { me.widget.write(file, nil, then) }])
  }

  func saveAs(then: @escaping () -> Void = {}) {
    guard let window, let file = current?.file else { return }
    let me = Unretained(self)
    FileChooser.present(.save(name: file.path == nil ? "\(file.name).txt" : file.name), in: folder, window: window) {
      me.widget.write(file, $0, then)
    }
  }

  private func write(_ file: TextFile, _ path: String?, _ then: () -> Void) {
    do throws(Errno) {
      try file.save(to: path)
      refresh()
      then()
    } catch {
      tell("“\(file.name)” could not be saved", error)
    }
  }

  // MARK: - Closing

  /// Closes a tab; unsaved text is asked about.
  func closeTab(_ index: Int? = nil) {
    let index = index ?? shown
    guard views.indices.contains(index) else { return }
    show(index)
    let file = views[index].file
    guard file.document.isModified, let window else { return remove(file) }
    let me = Unretained(self)
    MessageBox.show(
      in: window, .warning, title: "Save changes to “\(file.name)”?", text: "They are lost if you do not save them.",
      choices: [
        MessageBox.Choice("Discard", isDestructive: true) { me.widget.remove(file) },
        MessageBox.Choice("Save") { me.widget.save { me.widget.remove(file) } },
      ])
  }

  private func remove(_ file: TextFile) {
    guard let index = views.firstIndex(where: { $0.file === file }) else { return }
    views.remove(at: index)
    if views.isEmpty {
      drafts?.store([])
      window?.close()
      return
    }
    if shown > index || shown == views.count { shown -= 1 }
    rebuild()
  }

  /// The window may go if nothing would be lost; texts are asked about one after the other.
  func mayClose() -> Bool {
    guard let index = views.firstIndex(where: { $0.file.document.isModified }) else {
      drafts?.store([])
      return true
    }
    // What is clean can go without a question.
    let modified = views.filter { $0.file.document.isModified }
    let first = views[index]
    if modified.count < views.count {
      views = modified
      shown = modified.firstIndex { $0 === first } ?? 0
      rebuild()
    }
    askAndCloseNext()
    return false
  }

  private func askAndCloseNext() {
    guard let index = views.firstIndex(where: { $0.file.document.isModified }), let window else {
      drafts?.store([])
      window?.close()
      return
    }
    show(index)
    let file = views[index].file
    let me = Unretained(self)
    let next = {
      me.widget.remove(file)
      if !me.widget.views.isEmpty { me.widget.askAndCloseNext() }
    }
    MessageBox.show(
      in: window, .warning, title: "Save changes to “\(file.name)”?", text: "They are lost if you do not save them.",
      choices: [
        MessageBox.Choice("Discard", isDestructive: true, run: next),
        MessageBox.Choice("Save") { me.widget.save(then: next) },
      ])
  }

  // MARK: - Changes by others

  /// Looks whether another program has changed the shown file.
  func checkOutsideChanges() {
    guard let file = current?.file, file.hasChangedOutside, let window else { return }
    file.acceptOutsideChange()
    let me = Unretained(self)
    MessageBox.show(
      in: window, .question, title: "“\(file.name)” was changed by another program",
      text: file.document.isModified
        ? "Reloading drops what you have typed since you saved." : "Reload it to see the new content.",
      choices: [MessageBox.Choice("Reload") { me.widget.reload(file) }], cancel: "Keep this text")
  }

  private func reload(_ file: TextFile) {
    do throws(Errno) {
      try file.reload()
      current?.changed()
    } catch {
      tell("“\(file.name)” could not be read", error)
    }
  }

  // MARK: - Drafts

  /// Stores unsaved texts a few seconds after the last key.
  func scheduleDrafts() {
    guard drafts != nil else { return }
    draftTimer?.cancel()
    let me = Unretained(self)
    draftTimer = window?.schedule(after: 3000) { me.widget.storeDrafts() }
  }

  func storeDrafts() {
    let unsaved = views.filter { $0.file.document.isModified }
    drafts?.store(unsaved.map { DraftStore.Draft(path: $0.file.path, text: $0.file.document.buffer.contents) })
  }

  /// Opens what an earlier run did not save.
  func restoreDrafts() {
    for (index, draft) in (drafts?.load() ?? []).enumerated() {
      add(TextFile(draft: draft.text, path: draft.path, number: index + 1))
    }
  }
}
