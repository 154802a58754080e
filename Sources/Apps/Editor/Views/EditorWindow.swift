// The editor's window.

import Graphics
public import OrbToolkit

/// Makes editor windows.
public enum EditorWindow {
  /// A window with files open, and with what an earlier run did not save.
  public static func make(_ files: [String] = [], drafts: DraftStore? = nil) -> Window {
    let pane = EditorPane(drafts: drafts)
    let window = Window(
      title: "Editor", size: Size(width: 760, height: 540), minimumSize: Size(width: 320, height: 200)
    ) { pane }
    window.actions = pane.commands?.all ?? []
    for file in files { pane.open(file) }
    return window
  }
}
