// The signals that `dd` takes: one asks how far it is, the others end it with a report.

import ABI
import System
import UtilitySupport

/// Waits for an input or for a signal.
final class BlockCopySignals {
  private let signals: SignalQueue?
  private var events: EventQueue?

  /// Where an input may let wait for ever, both are waited for; a file answers at once.
  init(waitsFor input: BlockEnd) {
    var own: RawHandle?
    if let queue = try? SignalQueue([.user1, .interrupt, .terminate, .hangup]) {
      own = queue.handle.raw
      signals = consume queue
    } else {
      signals = nil
    }
    let mayWait = Terminal.isTerminal(input.raw) || input.status?.kind == FileKind.pipe.rawValue
    guard mayWait, let own, let queue = try? EventQueue() else { return }
    do throws(Errno) {
      try queue.subscribe(input.raw, .readable, userData: 0)
      try queue.subscribe(own, .readable, userData: 1)
      events = consume queue
    } catch {}
  }

  /// Returns when there is input, its end, or a signal; whether it is the input.
  func wait() -> Bool {
    guard let found = try? events?.wait() else { return true }
    return found.contains { $0.userData == 0 }
  }

  /// The next signal, if there is one.
  func next() -> Signal? { (try? signals?.next()) ?? nil }
}
