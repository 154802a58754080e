// `pty:` as served by ptyd.
//
//   pty:      a new master; `Operation.path` tells the slave's path (`pty:3`).
//   pty:N     the slave: what a shell has as its standard streams.
// Reads of the master give the slave's output, after output processing (\n → \r\n unless raw).

/// Operations of `pty:` handles, master or slave.
public enum PseudoTerminalOperation: UInt32, Sendable {
  /// Out: `TerminalSize`.
  case size = 0x1000
  /// In: `TerminalSize`; the foreground group gets `Signal.windowChange`.
  case setSize = 0x1001
  /// Out: `TerminalMode`.
  case mode = 0x1002
  /// In: `TerminalMode`.
  case setMode = 0x1003
  /// In: UInt32 process group that Ctrl+C reaches.
  case setForeground = 0x1004
  /// Out: UInt32.
  case foreground = 0x1005
}

/// Size of a terminal.
public struct TerminalSize: BitwiseCopyable, Sendable, Equatable {
  public var columns: UInt16
  public var rows: UInt16
  /// Pixels, 0 where unknown.
  public var width: UInt16 = 0
  public var height: UInt16 = 0
  public init(columns: UInt16, rows: UInt16) {
    self.columns = columns
    self.rows = rows
  }
}

/// The line discipline of a terminal. 8 bytes.
public struct TerminalMode: BitwiseCopyable, Sendable, Equatable {
  public struct Flags: OptionSet, BitwiseCopyable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Lines are edited in the terminal and delivered whole.
    public static let canonical = Flags(rawValue: 1 << 0)
    public static let echo = Flags(rawValue: 1 << 1)
    /// Ctrl+C, Ctrl+\ and Ctrl+Z become signals.
    public static let signals = Flags(rawValue: 1 << 2)
    /// \r from the keyboard is read as \n.
    public static let carriageReturnToNewline = Flags(rawValue: 1 << 3)
    /// \n in the output is shown as \r\n.
    public static let outputProcessing = Flags(rawValue: 1 << 4)
    /// Ctrl+S stops the output, Ctrl+Q lets it go on.
    public static let flowControl = Flags(rawValue: 1 << 5)
  }
  public var flags: Flags
  public var reserved: UInt32 = 0
  public init(_ flags: Flags) { self.flags = flags }

  /// What a new terminal has.
  public static let cooked = TerminalMode([
    .canonical, .echo, .signals, .carriageReturnToNewline, .outputProcessing, .flowControl,
  ])
  /// What a line editor or a full-screen program wants.
  public static let raw = TerminalMode([])
}
