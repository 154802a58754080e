// `orbital:` as served by the compositor: windows, their buffers and events.
//
//   orbital:FLAGS/X/Y/WIDTH/HEIGHT/TITLE   a window (logical pixels; X and Y "-1": placed by the compositor; further
//                                          slashes belong to the title). FLAGS are letters of `WindowFlag`.
//   orbital:clipboard                      the clipboard (see `ClipboardOperation` below)
//   orbital:windows                        the list of windows for the panel (trusted programs): a read waits for the
//                                          next change; `OrbitalOperation.windowList` and `windowAction`.
//   orbital:theme                          the desktop is light or dark: `OrbitalOperation.theme` and `setTheme`
// Placement: X and Y "-1" centre a window in the work area and cascade further ones; a dialog is centred over the
// active window of its process. A panel ("k") placed so lies at the bottom edge, 8 pixels from the edges, and WIDTH 0
// takes the whole width. Popups ("p") lie where X and Y say, on the screen. An opaque popup gets rounded corners (8)
// and a shadow from the compositor; a transparent one ("t") is shown as drawn. A press outside closes popups: they
// vanish at once and are told `close`; the press is swallowed if it falls on a window of the same process.
// A window is shown, raised and (unless "n", "k" or "b") focused when its first buffer is attached. The window that a
// popup belongs to keeps the focus look and gets no `focus` event, while keys go to the popup.
// The client owns its pixels: it makes a memory object, sends it with `attachBuffer`, draws into it and reports
// `damage`. The compositor only maps and reads. When the compositor dies the client opens its windows anew, says with
// `restore` where they were and attaches the same buffers: only the clipboard is lost. `read` gives WindowEvent
// records; the handle is readable while some wait.

/// Letters of FLAGS in the path of a window.
public enum WindowFlag: UInt8, Sendable {
  /// "b": below all others (desktop background).
  case back = 0x62
  /// "f": above all others (panel, menus).
  case front = 0x66
  /// "r": may be resized.
  case resizable = 0x72
  /// "u": has no close button.
  case unclosable = 0x75
  /// "l": no decorations at all.
  case borderless = 0x6C
  /// "t": pixels are blended with what is below.
  case transparent = 0x74
  /// "m": starts maximised.
  case maximized = 0x6D
  /// "p": a popup: closed by a press outside, never takes the title's focus look from its parent.
  case popup = 0x70
  /// "d": a dialog: centred on the window that has the focus.
  case dialog = 0x64
  /// "n": takes no keyboard focus (tooltips, notifications).
  case noFocus = 0x6E
  /// "k": a panel: reserves its height at the bottom edge of the work area.
  case panel = 0x6B
}

/// Operations of a window's handle.
public enum OrbitalOperation: UInt32, Sendable {
  /// With a memory handle. In: `WindowBuffer`. The pixels are premultiplied 0xAARRGGBB; takes effect at once.
  case attachBuffer = 0x1000
  /// In: `DisplayRectangle` records in buffer pixels: these parts were drawn.
  case damage = 0x1001
  /// In: UTF-8.
  case setTitle = 0x1002
  /// In: `DisplayRectangle` (x and y; width and height 0: keep the size), logical pixels.
  case setFrame = 0x1003
  /// In: UInt32 `CursorShape`.
  case setCursor = 0x1004
  /// Out: `WindowGeometry`.
  case geometry = 0x1005
  /// In: UInt32 `WindowAction`, and its UInt32 argument if it has one.
  case action = 0x1006
  /// The user presses on a part of the window that should act as its title bar: start a move. No data.
  case startMove = 0x1007
  /// In: UInt32 state: 0 none, 1 unsaved changes (a close asks first; shown in the panel), 2 wants attention.
  case setState = 0x1008
  /// Out: `WindowPlace`. Worth asking for after each `WindowEventKind.placed`.
  case place = 0x1009
  /// In: a `WindowPlace` from the compositor before this one. Before the first buffer is attached.
  case restore = 0x100A
  /// `orbital:windows`. Out: `WindowDescription` records.
  case windowList = 0x1010
  /// `orbital:windows`. In: UInt32 window number, UInt32 `WindowAction`, and its UInt32 argument if it has one.
  case windowAction = 0x1011
  /// `orbital:windows`. Out: `WorkspaceState`.
  case workspaces = 0x1012
  /// `orbital:windows`. In: UInt32, the index of the workspace to show.
  case showWorkspace = 0x1013
  /// `orbital:clipboard`. In: type name, a zero byte, content (`text/plain` is UTF-8). Replaces everything.
  case setClipboard = 0x1020
  /// `orbital:clipboard`. In: type name, a zero byte, UInt64 offset. Out: content from there on; nothing at its end.
  case clipboard = 0x1021
  /// `orbital:theme`. Out: UInt32: 0 light, 1 dark.
  case theme = 0x1030
  /// `orbital:theme`. In: the same. Every window is told.
  case setTheme = 0x1031
}

/// What can be done to a window from outside.
public enum WindowAction: UInt32, Sendable {
  case focus = 1
  case minimize = 2
  case maximize = 3
  case restore = 4
  case close = 5
  /// Into full screen, or back.
  case fullScreen = 6
  /// Above ordinary windows, or no longer.
  case above = 7
  /// With the index of a workspace as argument: moves there.
  case workspace = 8
  /// With 0 to 255 as argument: how much it covers what is below; what cannot be seen is not given.
  case opacity = 9
}

/// The buffer of a window. 16 bytes.
public struct WindowBuffer: BitwiseCopyable, Sendable {
  /// Pixels (device).
  public var width: UInt32
  public var height: UInt32
  /// Pixels from one row to the next.
  public var stride: UInt32
  /// 256 times the scale factor the client drew with.
  public var scale: UInt32
  public init(width: UInt32, height: UInt32, stride: UInt32, scale: UInt32) {
    self.width = width
    self.height = height
    self.stride = stride
    self.scale = scale
  }
}

/// Where a window is. 32 bytes.
public struct WindowGeometry: BitwiseCopyable, Sendable {
  /// Content area, device pixels of the screen.
  public var x: Int32 = 0
  public var y: Int32 = 0
  public var width: Int32 = 0
  public var height: Int32 = 0
  public var screenWidth: Int32 = 0
  public var screenHeight: Int32 = 0
  /// 256 times the screen's scale factor.
  public var scale: UInt32 = 256
  /// 0 ordinary, 1 minimized, 2 maximized, 3 full screen, 4 in a half, quarter or tile of the screen.
  public var state: UInt32 = 0
  public init() {}
}

/// What a client keeps of a window for the time after the compositor's death. 32 bytes.
public struct WindowPlace: BitwiseCopyable, Sendable {
  /// The content where the window is, or goes back to, as an ordinary one. Device pixels.
  public var x: Int32 = 0
  public var y: Int32 = 0
  public var width: Int32 = 0
  public var height: Int32 = 0
  /// 0 ordinary, 1 maximized, 2 full screen; 3 left and 4 right half; 5 to 8 the quarters, row by row; 9 a tile.
  public var placement: UInt32 = 0
  /// See `state(isMinimized:isAbove:floats:workspace:opacity:)`.
  public var state: UInt32 = 0
  /// Of two windows the one that was used later has the higher rank.
  public var rank: UInt64 = 0
  public init() {}

  /// Bit 0: minimized; bit 1: above others; bit 2: never laid out; bits 8 to 15: the index of its workspace; bits 16 to
  /// 23: how much is missing to full opacity.
  public static func state(isMinimized: Bool, isAbove: Bool, floats: Bool, workspace: Int, opacity: UInt8) -> UInt32 {
    let marks: UInt32 = (isMinimized ? 1 : 0) | (isAbove ? 2 : 0) | (floats ? 4 : 0)
    return marks | UInt32(UInt8(clamping: workspace)) << 8 | UInt32(255 - opacity) << 16
  }

  public var isMinimized: Bool { state & 1 != 0 }
  public var isAbove: Bool { state & 2 != 0 }
  public var floats: Bool { state & 4 != 0 }
  public var workspace: Int { Int(state >> 8 & 255) }
  public var opacity: UInt8 { 255 - UInt8(state >> 16 & 255) }
}

/// Which workspace is shown, and how many are offered. 8 bytes.
public struct WorkspaceState: BitwiseCopyable, Sendable {
  public var shown: UInt32
  public var count: UInt32
  public init(shown: UInt32, count: UInt32) {
    self.shown = shown
    self.count = count
  }
}

/// One window in the list for the panel. 128 bytes.
public struct WindowDescription: BitwiseCopyable, Sendable {
  public struct State: OptionSet, BitwiseCopyable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static let focused = State(rawValue: 1 << 0)
    public static let minimized = State(rawValue: 1 << 1)
    public static let maximized = State(rawValue: 1 << 2)
    public static let attention = State(rawValue: 1 << 3)
    public static let unresponsive = State(rawValue: 1 << 4)
    public static let above = State(rawValue: 1 << 5)
    public static let fullScreen = State(rawValue: 1 << 6)
    /// The index of its workspace: bits 8 to 15.
    public var workspace: Int {
      get { Int(rawValue >> 8 & 255) }
      set { self = State(rawValue: rawValue & ~0xFF00 | UInt32(UInt8(clamping: newValue)) << 8) }
    }
  }
  public var window: UInt32 = 0
  /// Process of the client, so that the panel can tell which app it is.
  public var process: UInt32 = 0
  public var state = State()
  public var titleLength: UInt32 = 0
  /// Where its content is: device pixels of the screen.
  public var x: Int32 = 0
  public var y: Int32 = 0
  public var width: Int32 = 0
  public var height: Int32 = 0
  /// UTF-8, cut at a character boundary; `titleLength` bytes of 96.
  public var title:
    (
      UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  public init() {}
}

/// What a window is told. Kinds up to 15 are those of `InputEventKind` with the same fields, positions in device pixels
/// of the window's content (`motion` becomes `pointer`).
public enum WindowEventKind: UInt16, Sendable {
  /// As `InputEventKind.key`.
  case key = 1
  case text = 2
  /// `a`, `b`: position in the window, device pixels.
  case pointer = 4
  /// `a`, `b`: position as in `pointer`; `code`: a `PointerButton`; `state`: 1 pressed, 0 released.
  case button = 5
  /// `a`, `b`: 1/120 notches.
  case scroll = 6
  case pointerLeft = 7
  /// `a` = 1 gained, 0 lost.
  case focus = 16
  /// `a`, `b`: the new size in device pixels; the client attaches a buffer of that size.
  case resize = 17
  /// `a`, `b`: new position on the screen.
  case move = 18
  /// The user wants the window closed.
  case close = 19
  /// `a`: 256 times the new scale factor.
  case scale = 20
  /// The clipboard has new content.
  case clipboard = 21
  /// A global shortcut, for panels: `a` = 1: Super was tapped (open the menu); `a` = 2: Super was pressed together with
  /// the key `code` (HID usage, `modifiers` as held), and the compositor has no use for it.
  case shortcut = 22
  /// The screen has a new size: `a`, `b` in device pixels. For panels and desktop backgrounds.
  case screen = 23
  /// What `OrbitalOperation.place` answers is not what it was.
  case placed = 24
  /// `a`: the desktop's theme is now: 0 light, 1 dark.
  case theme = 25
}

/// What a read of a window's handle delivers: 24 bytes, `kind` is a `WindowEventKind`.
public typealias WindowEvent = InputEvent

extension InputEvent {
  public init(
    window kind: WindowEventKind, code: UInt16 = 0, state: UInt16 = 0, a: Int32 = 0, b: Int32 = 0,
    modifiers: Modifiers = [], time: UInt64 = 0
  ) {
    self.init(.key, code: code, state: state, a: a, b: b, modifiers: modifiers, time: time)
    self.kind = kind.rawValue
  }
}

/// The pointer's shapes.
public enum CursorShape: UInt32, Sendable {
  case arrow = 0
  case text = 1
  case hand = 2
  case resizeHorizontal = 3
  case resizeVertical = 4
  case resizeDiagonalDown = 5
  case resizeDiagonalUp = 6
  case move = 7
  case wait = 8
  case crosshair = 9
  case forbidden = 10
  case hidden = 11
}
