// Waits for a program that runs in place of this one: signals that were meant for it are passed on, and it stops and
// goes on with us.
//
// The program is in our process group, so what is typed at the terminal reaches it by itself.

import ABI
import System

/// A program that we stand in for.
final class Supervision {
  private var queue: EventQueue
  private let signals: SignalQueue

  /// Signals are collected from here on: before the program is started, so that none ends us without it.
  init() throws(Errno) {
    signals = try SignalQueue([.interrupt, .quit, .terminate, .hangup, .windowChange, .continue, .terminalStop])
    queue = try EventQueue()
    try queue.subscribe(signals.handle.raw, .readable, userData: 1)
  }

  /// Waits until a process has ended.
  /// - Parameters:
  ///   - process: its handle.
  ///   - forward: sends it a signal.
  func wait(for process: RawHandle, forward: (Signal) -> Void) throws(Errno) {
    try queue.subscribe(process, .readable, userData: 2)
    while true {
      let events = try queue.wait()
      if events.contains(where: { $0.userData == 2 }) { return }
      while let signal = try signals.next() { handle(signal, forward) }
    }
  }

  private func handle(_ signal: Signal, _ forward: (Signal) -> Void) {
    switch signal {
    case .hangup, .terminate, .user1, .user2, .continue: forward(signal)
    case .terminalStop:
      // The program has stopped with the whole group. We stop as well, for the shell to see it.
      try? Processes.kill(Int64(CurrentProcess.id), .stop)
    default: break
    }
  }

  /// The status that a shell shows, of an `ExitStatus` as the kernel writes it.
  static func shellStatus(_ record: [UInt8]) -> Int32 {
    guard record.count >= 8 else { return 1 }
    func word(_ offset: Int) -> UInt32 {
      (0..<4).reduce(UInt32(0)) { $0 | UInt32(record[offset + $1]) << UInt32($1 * 8) }
    }
    var status = ExitStatus()
    status.kind = word(0)
    status.code = Int32(bitPattern: word(4))
    return status.shellStatus
  }
}
