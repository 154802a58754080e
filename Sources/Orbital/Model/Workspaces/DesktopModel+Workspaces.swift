// Workspaces: each has its own ordinary windows; the panel, the background and what floats above all are everywhere.
//
// There are always `Limits.workspaces` of them; as many are offered as are in use, and at least four.

import Graphics
import Protocols

extension DesktopModel {
  /// How many workspaces are offered: up to the last one in use or shown.
  public var workspaceCount: Int {
    var last = max(workspace, Limits.offeredWorkspaces - 1)
    for id in order {
      if let window = windows[id], window.isOrdinary, window.isMapped { last = max(last, window.workspace) }
    }
    return last + 1
  }

  /// Shows another workspace. A number that names none does nothing.
  public mutating func showWorkspace(_ index: Int) {
    guard index != workspace, workspaces.indices.contains(index) else { return }
    dismissPopups()
    endGrab()
    if overview == nil { setOverlay(nil) }
    if let active, windows[active]?.isOrdinary == true { setActive(nil) }
    workspace = index
    for id in order { updateAway(id) }
    focusRecent()
    windowListChanged()
    updateHover()
  }

  /// Moves a window, with its dialogs, to another workspace; `follow` goes with it.
  public mutating func moveToWorkspace(_ id: WindowID, _ index: Int, follow: Bool) {
    let owner = listedOwner(id)
    guard let window = windows[owner], window.isOrdinary, window.workspace != index,
      workspaces.indices.contains(index)
    else { return }
    dismissPopups()
    let hadFocus = active.map { listedOwner($0) } == owner
    for part in family(owner) {
      if grab.window == part { endGrab() }
      untile(part)
      windows[part]?.workspace = index
      updateAway(part)
      tile(part)
      placeChanged(part)
    }
    if follow {
      showWorkspace(index)
      bringBack(owner)
    } else if hadFocus, windows[owner]?.isVisible != true {
      focusRecent()
    }
    windowListChanged()
    updateHover()
  }

  /// A window and all dialogs that belong to it, shown or not.
  func family(_ owner: WindowID) -> [WindowID] {
    order.filter { $0 == owner || (windows[$0]?.isOwnedDialog == true && listedOwner($0) == owner) }
  }

  /// Hides or shows a window as its workspace and the one that is shown demand.
  mutating func updateAway(_ id: WindowID) {
    guard let window = windows[id] else { return }
    let isAway = window.isOrdinary && window.workspace != workspace
    guard isAway != window.isAway else { return }
    damageWhole(window)
    windows[id]?.isAway = isAway
    if let changed = windows[id] { damageWhole(changed) }
  }

  /// Gives the focus to the window of this workspace that was used last.
  mutating func focusRecent() {
    if let next = recent.first(where: { windows[$0]?.isVisible == true }) {
      activate(next)
    } else if let active, windows[active]?.isVisible == true {
      return
    } else {
      setActive(nil)
    }
  }

  /// The next workspace in a direction, of those that are offered; it may be the one that is shown.
  func neighborWorkspace(_ step: Int) -> Int { min(max(workspace + step, 0), workspaceCount - 1) }
}
