// Terminals: size and mode of the one a program runs in, and new pseudo-terminals for terminal emulators.

public import ABI
public import Protocols

/// A terminal that a handle leads to.
public enum Terminal {
  public static func isTerminal(_ raw: RawHandle) -> Bool { (try? Platform.terminalSize(raw)) != nil }
  /// - Throws: `.notTerminal`.
  public static func size(_ raw: RawHandle) throws(Errno) -> TerminalSize { try Platform.terminalSize(raw) }
  /// For the holder of the master: the program is told by `Signal.windowChange`.
  public static func setSize(_ raw: RawHandle, _ size: TerminalSize) throws(Errno) {
    try Platform.setTerminalSize(raw, size)
  }
  public static func mode(_ raw: RawHandle) throws(Errno) -> TerminalMode { try Platform.terminalMode(raw) }
  public static func setMode(_ raw: RawHandle, _ mode: TerminalMode) throws(Errno) {
    try Platform.setTerminalMode(raw, mode)
  }
  /// The process group that Ctrl+C reaches.
  public static func setForeground(_ raw: RawHandle, group: UInt32) throws(Errno) {
    try Platform.setForeground(raw, group)
  }
}

/// A new terminal: the emulator keeps the master, the program gets the slave.
public struct PseudoTerminal: ~Copyable {
  public let master: Handle
  public let slave: Handle

  public init(size: TerminalSize) throws(Errno) {
    let (rawMaster, rawSlave) = try Platform.openPseudoTerminal()
    let master = Handle(owning: rawMaster)
    let slave = Handle(owning: rawSlave)
    try Platform.setTerminalSize(rawMaster, size)
    self.master = master
    self.slave = slave
  }

  /// The program is told by `Signal.windowChange`.
  public func setSize(_ size: TerminalSize) throws(Errno) { try Platform.setTerminalSize(master.raw, size) }

  /// Keeps the master alone (once the program has its slave): the end of the program shows as the end of input.
  public consuming func takeMaster() -> Handle { master }
}
