// Runs everything and counts.

import ABI
import System

/// The result of the suite.
enum Report {
  // SAFETY: one thread.
  nonisolated(unsafe) private static var passed = 0
  nonisolated(unsafe) private static var failed = 0

  /// Frames that the machine may have fewer after a round of all probes: caches of the services that log the faults.
  private static let slack: UInt64 = 16 * AddressSpace.pageSize

  static func runEverything() -> Bool {
    note("a page is kept", Scratch.keep())
    for probe in Probe.allCases { check(probe) }
    note("no child changed its parent's memory", Scratch.isKept)
    for test in CallTests.all { note("\(test.name)", test.run()) }
    for test in MemoryTests.all { note("\(test.name)", test.run()) }
    for test in ServedTests.all { note("\(test.name)", test.run()) }
    note(
      "a right that is taken away is gone at once",
      Children.run("shootdown").map { Children.end(of: $0) == .fault(.pageFault) } ?? false)
    note(
      "a process runs where it may and nowhere else",
      Children.run("affinity").map { Children.end(of: $0) == .exit(0) } ?? false)
    note("random calls leave the kernel whole", Children.run("random-calls") != nil)
    checkNothingIsLost()
    Streams.print("\(unsafe passed) passed, \(unsafe failed) failed")
    return unsafe failed == 0
  }

  private static func check(_ probe: Probe) {
    guard let status = Children.run(probe.rawValue, hangLimit: Probe.hangLimit) else {
      return note(probe.rawValue, false)
    }
    let end = Children.end(of: status)
    note(probe.rawValue, end == probe.expected)
    if end != probe.expected { Streams.print("  ended with kind \(status.kind), code \(status.code)") }
  }

  /// One more round of every probe: frames, handles, processes and threads are as before.
  private static func checkNothingIsLost() {
    guard let before = Usage() else { return note("sys:memory can be read", false) }
    for probe in Probe.allCases { _ = Children.run(probe.rawValue, hangLimit: Probe.hangLimit) }
    guard let after = Usage() else { return note("sys:memory can be read", false) }
    note("no frames are lost", after.free + slack >= before.free)
    note("no handles are lost", after.handles <= before.handles)
    note("no processes are lost", after.processes <= before.processes && after.threads <= before.threads)
    if after.free + slack < before.free { Streams.print("  \((before.free - after.free) / 4096) frames") }
    if after.handles > before.handles { Streams.print("  \(after.handles - before.handles) handles") }
  }

  private static func note(_ name: String, _ isRight: Bool) {
    if isRight { unsafe passed += 1 } else { unsafe failed += 1 }
    if !isRight { Streams.print("FAILED  \(name)") }
  }
}
