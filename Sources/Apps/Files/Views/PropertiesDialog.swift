// Facts about one file.

import FilesCore
import Graphics
import OrbToolkit

enum PropertiesDialog {
  static func show(in window: Window, _ path: FilePath, _ entry: FileEntry, mode: UInt16, user: UInt32, now: Int64) {
    var facts: [(String, String)] = [
      ("Kind", FileType.of(entry).name), ("Folder", path.parent?.text ?? "–"),
    ]
    if !entry.isFolder { facts.append(("Size", "\(HumanText.size(entry.size)) (\(entry.size) bytes)")) }
    facts.append(("Changed", HumanText.date(entry.modified, now: now, offset: 0)))
    facts.append(("Owner", user == 0 ? "root" : "user \(user)"))
    facts.append(("Permissions", permissions(mode)))
    let grid = Grid(columns: 2, spacing: 16, verticalSpacing: 6) {
      for (name, value) in facts {
        Label(name, tone: .dim).lines(1)
        Label(value).lines(1, ellipsis: .middle).grow()
      }
    }
    let head = Row(spacing: 12) {
      Icon(FileIcons.large(entry), side: 48)
      Label(entry.name.text, .emphasis).lines(2).grow()
    }
    let box = DialogBox()
    let button = Button("Close") { box.dialog?.dismiss() }.asDefault().asCancel()
    let dialog = Dialog("Properties", content: [head, grid], buttons: [button])
    box.dialog = dialog
    dialog.present(in: window) { box.dialog = nil }
  }

  /// "rwxr-xr-x"
  static func permissions(_ mode: UInt16) -> String {
    let letters = Array("rwxrwxrwx".utf8)
    return String(
      decoding: letters.indices.map { mode & (1 << UInt16(8 - $0)) != 0 ? letters[$0] : 0x2D }, as: UTF8.self)
  }
}

/// Lets a dialog's buttons reach it; emptied when it is dismissed.
final class DialogBox {
  var dialog: Dialog?
}
