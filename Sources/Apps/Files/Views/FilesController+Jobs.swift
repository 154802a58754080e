// Copying, moving and deleting: from the clipboard and the menus into jobs, and what is said when they are done.

import FilesCore
import Graphics
import OrbToolkit
import System

extension FilesController {
  /// Milliseconds after which a job shows itself; most are over before.
  private static let patience = 300

  func takeToClipboard(moves: Bool) {
    FilesController.cutOrCopied = (selectedPaths, moves)
    // As text as well, for a terminal or an editor.
    window?.clipboardText = selectedPaths.map { $0.text }.joined(separator: "\n")
    itemView.setNeedsPaint()
    updateActions()
  }

  func paste() {
    let clipboard = FilesController.cutOrCopied
    guard !clipboard.paths.isEmpty else { return }
    run(clipboard.moves ? .move(clipboard.paths, into: folder) : .copy(clipboard.paths, into: folder))
    if clipboard.moves { FilesController.cutOrCopied = ([], false) }
  }

  func duplicate() { run(.copy(selectedPaths, into: folder)) }

  func trashSelection() {
    if isInTrash { return confirmDelete() }
    let paths = selectedPaths
    guard !paths.isEmpty else { return }
    if !FileSystem.exists(Place.trash.text) { try? FileSystem.makeDirectory(Place.trash.text, mode: 0o700) }
    run(.trash(paths, into: Place.trash))
  }

  func confirmDelete() {
    let paths = selectedPaths
    guard let window, let first = paths.first?.name?.text else { return }
    let rest = paths.count - 1
    let what = rest == 0 ? "“\(first)”" : "“\(first)” and \(HumanText.count(rest, "other item", "other items"))"
    MessageBox.show(
      in: window, .warning,
      title: paths.count == 1 ? "Delete “\(first)” permanently?" : "Delete \(paths.count) items permanently?",
      text: "\(what) will be gone at once. This cannot be undone.",
      choices: [
        MessageBox.Choice("Delete", isDestructive: true) { [unowned(unsafe) self] in
          // SAFETY: the dialog is a layer of the window that keeps this controller.
          unsafe run(.delete(paths))
        }
      ])
  }

  func confirmEmptyTrash() {
    guard let window, !entries.isEmpty else { return }
    let paths = entries.map { folder.appending($0.name) }
    MessageBox.show(
      in: window, .warning, title: "Empty the trash?",
      text: "\(HumanText.count(paths.count, "item", "items")) will be gone for ever.",
      choices: [
        MessageBox.Choice("Empty trash", isDestructive: true) { [unowned(unsafe) self] in
          // SAFETY: as above.
          unsafe run(.delete(paths))
        }
      ])
  }

  func undoLast() {
    for operation in undo.undo(trash: Place.trash) { run(operation, isUndo: true) }
    updateActions()
  }

  // MARK: Running

  func run(_ operation: FileOperation, isUndo: Bool = false) {
    guard let window, let application = window.application else { return }
    if jobs == nil { connectJobs(application) }
    isUndoing = isUndo
    jobStarted = window.milliseconds
    jobs?.start(operation)
  }

  private func connectJobs(_ application: Application) {
    let runner = JobRunner(application)
    // SAFETY (of all here): the runner belongs to this controller.
    runner.progressed = { [unowned(unsafe) self] operation in unsafe progressed(operation) }
    runner.finished = { [unowned(unsafe) self] operation in unsafe finished(operation) }
    runner.ask = { [unowned(unsafe) self] conflict in unsafe ask(conflict) }
    jobs = runner
  }

  private func progressed(_ operation: FileOperation) {
    guard let window, window.milliseconds - jobStarted > FilesController.patience else { return }
    jobStrip.show(operation)
  }

  private func ask(_ conflict: FileConflict) {
    guard let window else { return }
    ConflictDialog.show(in: window, conflict, now: now) { [unowned(unsafe) self] decision, forAll in
      // SAFETY: the dialog is a layer of the window that keeps this controller.
      unsafe jobs?.answer(decision, forAll: forAll)
    }
  }

  private func finished(_ operation: FileOperation) {
    jobStrip.isVisible = false
    if !isUndoing { undo.record(operation) }
    let here = operation.results.filter { $0.parent == folder }.compactMap { $0.name }
    refresh(selecting: here.isEmpty ? nil : here)
    if operation.kind == .create, operation.failures.isEmpty, here.count == 1 { beginRename() }
    if !operation.failures.isEmpty { report(operation.failures) }
  }

  /// Says what did not work, by name and reason; never that it worked when it did not.
  private func report(_ failures: [FileFailure]) {
    guard let window else { return }
    let shown = failures.prefix(6).map { "\($0.path.name?.text ?? $0.path.text): \($0.reason.message)" }
    let rest = failures.count - shown.count
    let text = shown.joined(separator: "\n") + (rest > 0 ? "\n… and \(rest) more" : "")
    MessageBox.tell(
      in: window, .error,
      title: failures.count == 1 ? "One item was left as it was" : "\(failures.count) items were left as they were",
      text: text)
  }
}
