// What clients ask for: windows and changes of them, and the panel's actions on other clients' windows.

import Graphics
import Protocols

/// Why a window cannot be opened.
public enum WindowError: Error, Equatable, Sendable {
  case tooManyWindows
}

extension DesktopModel {
  /// Opens a window. It is not shown before `map`.
  public mutating func open(_ request: WindowRequest, client: UInt32) throws(WindowError) -> WindowID {
    guard order.count(where: { windows[$0]?.client == client }) < Limits.windowsPerClient else {
      throw .tooManyWindows
    }
    let parent = parentForNew(request, client: client)
    let decorated = request.flags.isDisjoint(with: [.borderless, .back, .panel, .popup])
    let titleHeight = decorated ? metrics.title : 0
    let frame = initialFrame(request, titleHeight: titleHeight, parent: parent)
    guard
      let id = windows.insert({ id in
        Window(
          id: id, client: client, flags: request.flags, title: request.title, frame: frame, normalFrame: frame,
          parent: parent, titleHeight: titleHeight)
      })
    else { throw .tooManyWindows }
    adopt(id, parent: parent)
    insertInOrder(id)
    if request.flags.contains(.maximized), request.flags.contains(.resizable), decorated {
      windows[id]?.placement = .maximized
      windows[id]?.frame = workArea
    }
    return id
  }

  /// A new window belongs to the workspace that is shown; a dialog goes where its window is, and above with it.
  private mutating func adopt(_ id: WindowID, parent: WindowID?) {
    windows[id]?.workspace = workspace
    if let parent, let owner = windows[parent], windows[id]?.isOwnedDialog == true, owner.isOrdinary {
      windows[id]?.workspace = owner.workspace
      windows[id]?.isAbove = owner.isAbove
    }
    updateAway(id)
  }

  /// The window's first buffer is there: it is shown, and takes the focus if it is of the kind that does.
  public mutating func map(_ id: WindowID) {
    guard let window = windows[id], !window.isMapped else { return }
    windows[id]?.isMapped = true
    if window.flags.contains(.panel) { updateWorkArea() }
    if window.flags.contains(.popup) {
      popups.append(id)
      if !window.flags.contains(.noFocus) { send(id, WindowEvent(window: .focus, a: 1)) }
    }
    if window.isRestored {
      putBack(id)
    } else if window.takesFocus {
      workspaces[window.workspace].shownDesktop.removeAll(keepingCapacity: true)
      if windows[id]?.isListed == true { recent.insert(id, at: 0) }
      activate(id)
    } else {
      raise(id)
    }
    tile(id)
    if let window = windows[id] { damageWhole(window) }
    windowListChanged()
    updateHover()
  }

  /// The window is gone, with its popups and dialogs left as orphans for their owner to close.
  public mutating func close(_ id: WindowID) {
    guard let window = windows[id] else { return }
    damageWhole(window)
    if grab.window == id { endGrab() }
    untile(id)
    if hoveredWindow == id { hoveredWindow = nil }
    if hoveredButton?.window == id { hoveredButton = nil }
    forget(id)
    order.removeAll { $0 == id }
    for index in workspaces.indices { workspaces[index].shownDesktop.removeAll { $0 == id } }
    if flash?.window == id { flash = nil }
    windows.remove(id)
    for other in order where windows[other]?.parent == id { windows[other]?.parent = window.parent }
    if active == id {
      active = nil
      focusNext(after: window)
    }
    restack()
    if window.flags.contains(.panel) { updateWorkArea() }
    windowListChanged()
    updateHover()
  }

  /// A client died: all its windows close.
  public mutating func closeAll(client: UInt32) {
    for id in order where windows[id]?.client == client { close(id) }
  }

  /// The client drew into these parts of its content (content coordinates, device pixels).
  public mutating func contentDamaged(_ id: WindowID, _ rect: PixelRect) {
    guard let window = windows[id] else { return }
    guard window.isVisible else { return damageThumbnails(id) }
    let content = window.content
    damage(rect.offset(x: content.minX, y: content.minY).intersection(content))
    damageThumbnails(id)
  }

  public mutating func setTitle(_ id: WindowID, _ title: [UInt8]) {
    let title = WindowRequest.cut(title, to: Limits.title)
    guard let window = windows[id], window.title != title else { return }
    windows[id]?.title = title
    damageTitle(id)
    damageThumbnails(id)
    windowListChanged()
  }

  public mutating func setState(_ id: WindowID, _ state: UInt32) {
    guard let window = windows[id], window.state != state, state <= 2 else { return }
    windows[id]?.state = state
    damageTitle(id)
    windowListChanged()
  }

  public mutating func setCursor(_ id: WindowID, _ shape: CursorShape) {
    windows[id]?.cursor = shape
    updateHover()
  }

  /// The client wants its content there (device pixels); a size of 0 × 0 keeps the size.
  public mutating func setFrame(_ id: WindowID, content: PixelRect) {
    guard let window = windows[id] else { return }
    let size = content.isEmpty ? window.content.size : content.size
    guard window.placement == .normal || !content.isEmpty else { return }
    var frame = PixelRect(
      x: content.minX, y: content.minY - window.titleHeight, width: size.width,
      height: size.height + window.titleHeight)
    if window.flags.contains(.popup) {
      frame = inside(screen, frame)
    } else if window.isOrdinary || window.isDecorated {
      frame = reachable(frame, titleHeight: window.titleHeight)
    }
    windows[id]?.normalFrame = frame
    // A maximised or snapped window takes this frame when it is restored.
    guard window.placement == .normal else { return }
    setFrame(id, frame)
    if window.flags.contains(.panel) { updateWorkArea() }
  }

  /// The user pressed on a part of the content that acts as a title bar.
  public mutating func startMove(_ id: WindowID) {
    guard case .content(id) = grab, let window = windows[id], window.isVisible, window.placement != .fullScreen
    else { return }
    send(id, WindowEvent(window: .pointerLeft))
    grab = .title(id, start: pointer)
  }

  /// An action from the panel.
  public mutating func perform(_ action: WindowAction, _ argument: UInt32 = 0, on id: WindowID) {
    guard let window = windows[id], window.isMapped else { return }
    switch action {
    case .focus: bringBack(id)
    case .minimize: minimize(id)
    case .maximize: if window.isResizable { place(id, .maximized) }
    case .restore:
      bringBack(id)
      restore(id)
    case .close: requestClose(id)
    case .fullScreen: toggleFullScreen(id)
    case .above: setAbove(id, !window.isAbove)
    case .workspace: moveToWorkspace(id, Int(argument), follow: false)
    case .opacity: setOpacity(id, UInt8(clamping: argument))
    }
  }

  /// A window wants to come to the front: from another workspace it only draws attention to itself.
  public mutating func performOwn(_ action: WindowAction, _ argument: UInt32 = 0, on id: WindowID) {
    if action == .focus || action == .restore, windows[id]?.isAway == true { return setState(id, 2) }
    if action == .close { return send(id, WindowEvent(window: .close)) }
    perform(action, argument, on: id)
  }
}
