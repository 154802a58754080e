// A name is taken: what is there, what comes, and what can be done.

import FilesCore
import Graphics
import OrbToolkit

enum ConflictDialog {
  static func show(
    in window: Window, _ conflict: FileConflict, now: Int64, answer: @escaping (ConflictDecision, Bool) -> Void
  ) {
    let name = conflict.destination.name?.text ?? ""
    let box = DialogBox()
    let all = CheckBox("Do this for all further ones")
    func button(_ title: String, _ decision: ConflictDecision, _ style: Button.Style = .normal) -> Button {
      Button(title, style: style) {
        box.dialog?.dismiss()
        answer(decision, all.isOn)
      }
    }
    let title = conflict.isMerge ? "Merge the folder “\(name)”?" : "Replace “\(name)”?"
    let text =
      conflict.isMerge
      ? "A folder with this name is already there. Merging puts the new files beside the old ones."
      : "A file with this name is already there. Replacing it loses what it contains."
    let facts = Grid(columns: 2, spacing: 16, verticalSpacing: 6) {
      Label("New", .emphasis)
      Label(describe(conflict.sourceEntry, now), tone: .dim).grow()
      Label("Already there", .emphasis).lines(1)
      Label(describe(conflict.existing, now), tone: .dim).grow()
    }
    let dialog = Dialog(
      title, width: 480, content: [Label(text), facts, all],
      buttons: [
        button("Cancel", .cancel).asCancel(), button("Skip", .skip), button("Keep both", .keepBoth).asDefault(),
        button(conflict.isMerge ? "Merge" : "Replace", .replace, conflict.isMerge ? .normal : .destructive),
      ])
    box.dialog = dialog
    dialog.present(in: window) { box.dialog = nil }
  }

  private static func describe(_ entry: FileEntry, _ now: Int64) -> String {
    let date = HumanText.date(entry.modified, now: now, offset: 0)
    return entry.isFolder ? date : "\(HumanText.size(entry.size)), \(date)"
  }
}
