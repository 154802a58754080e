// Waiting with limits: a limit that moves on is kept though the timer was set for an earlier one.

import ABI
import System
import Testing

@Suite struct EventQueueTests {
  private static let millisecond: UInt64 = 1_000_000

  @Test func aLimitIsKeptWhereverItMoves() throws {
    var queue = try EventQueue()
    let pipe = try Pipe()
    try queue.subscribe(pipe.reader.raw, .readable, userData: 7)
    try pipe.writer.writeAll([1])
    let start = SystemClock.monotonic
    #expect(try queue.wait(deadline: start + 20 * Self.millisecond).map(\.userData) == [7])
    var byte: [UInt8] = [0]
    #expect(try pipe.reader.read(into: &byte) == 1)
    // The timer still stands at 20 ms.
    let later = start + 60 * Self.millisecond
    #expect(try queue.wait(deadline: later).isEmpty)
    #expect(SystemClock.monotonic >= later)
    let sooner = SystemClock.monotonic + 5 * Self.millisecond
    #expect(try queue.wait(deadline: sooner).isEmpty)
    #expect(SystemClock.monotonic >= sooner)
    #expect(try queue.wait(deadline: 1).isEmpty, "a limit that has passed")
  }

  @Test func withoutALimitAnEarlierOneIsForgotten() throws {
    var queue = try EventQueue()
    let pipe = try Pipe()
    try queue.subscribe(pipe.reader.raw, .readable, userData: 7)
    try pipe.writer.writeAll([1])
    #expect(try queue.wait(deadline: SystemClock.monotonic + 5 * Self.millisecond).count == 1)
    SystemClock.sleep(milliseconds: 10)
    var events = [Event(userData: 1, readiness: [], handle: 0)]
    try queue.wait(deadline: nil, into: &events)
    #expect(events.map(\.userData) == [7])
  }
}
