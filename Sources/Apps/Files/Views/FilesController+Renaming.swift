// New folders, and renaming in place: a field over the name, with the extension not selected.

import FilesCore
import Graphics
import OrbToolkit

extension FilesController {
  func newFolder() { run(.makeFolder(folder.appending(FileName("New folder")))) }

  /// Puts a field over the name of the selected entry.
  func beginRename() {
    endRename()
    guard let window, let index = itemView.selection.sorted.first, index < entries.count else { return }
    let entry = entries[index]
    window.updateNow()
    itemView.scrollIntoView(itemView.rect(ofItem: index))
    let field = TextField(entry.name.text, limit: FileName.limit)
    field.height = Metrics.rowHeight
    field.selectsAllOnFocus = false
    let rect = mode == .list ? table.rows.titleRect(ofItem: index) : grid.titleRect(ofItem: index)
    itemView.showEditor(field, in: rect)
    renaming = (field, entry)
    // SAFETY (of all here): the field is a part of the view that belongs to this controller.
    field.onSubmit = { [unowned(unsafe) self] text in unsafe submitRename(text) }
    field.onCancel = { [unowned(unsafe) self] in unsafe endRename() }
    field.onBlur = { [unowned(unsafe) self] in unsafe blurred() }
    window.updateNow()
    window.focus(field)
    field.select(0..<String(decoding: entry.name.stem, as: UTF8.self).count)
  }

  private func submitRename(_ text: String) -> Bool {
    guard let renaming else { return true }
    let name = FileName(text)
    if name == renaming.entry.name {
      endRename()
      return true
    }
    if let problem = name.problem {
      tell(problem)
      return true
    }
    if model.index(of: name) != nil {
      tell("Something here has this name already")
      return true
    }
    endRename()
    let pair = FileOperation.Pair(source: folder.appending(renaming.entry.name), destination: folder.appending(name))
    run(.rename([pair]))
    return true
  }

  private func tell(_ problem: String) {
    guard let window else { return }
    isTelling = true
    MessageBox.tell(in: window, .warning, title: "This name cannot be used", text: problem)
    isTelling = false
  }

  /// The focus went elsewhere: what was typed counts, if it can.
  private func blurred() {
    guard let renaming, !isTelling else { return }
    let name = FileName(renaming.field.text)
    if name.problem == nil && model.index(of: name) == nil {
      _ = submitRename(renaming.field.text)
    } else {
      endRename()
    }
  }

  @discardableResult
  func endRename() -> Bool {
    guard let old = renaming else { return false }
    renaming = nil
    let hadFocus = old.field.isFocused
    itemView.hideEditor()
    if hadFocus { window?.focus(itemView) }
    return true
  }
}
