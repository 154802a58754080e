// Names and numbers of signals.

public import ABI

/// Reads signals.
public enum SignalName {
  public static let all: [(name: String, signal: Signal)] = [
    ("HUP", .hangup), ("INT", .interrupt), ("QUIT", .quit), ("KILL", .kill), ("USR1", .user1), ("USR2", .user2),
    ("TERM", .terminate), ("CHLD", .child), ("CONT", .continue), ("STOP", .stop), ("TSTP", .terminalStop),
    ("WINCH", .windowChange),
  ]

  /// The signal of a name, with or without SIG, or of a number.
  public static func parse(_ text: Bytes) -> Signal? {
    if let number = text.decimal { return UInt32(exactly: number).flatMap { Signal(rawValue: $0) } }
    var name = text.map { $0 >= 0x61 && $0 <= 0x7a ? $0 & 0xdf : $0 }
    if name.starts(with: "SIG".utf8) { name.removeFirst(3) }
    return all.first { $0.name.utf8.elementsEqual(name) }?.signal
  }

  /// The name, or the number where there is none.
  public static func name(of signal: Signal) -> String {
    all.first { $0.signal == signal }?.name ?? "\(signal.rawValue)"
  }
}
