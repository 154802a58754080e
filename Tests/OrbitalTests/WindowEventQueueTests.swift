// The queue of events of one client: what is merged, and what is dropped first.

import OrbitalModel
import Protocols
import Testing

@Test func newerPositionsReplaceOlderOnes() {
  var queue = WindowEventQueue()
  for x in 0..<100 { queue.append(WindowEvent(window: .pointer, a: Int32(x))) }
  #expect(queue.take(10).map(\.a) == [99])
  #expect(queue.isEmpty)
}

@Test func aPressKeepsThePositionBeforeIt() {
  var queue = WindowEventQueue()
  queue.append(WindowEvent(window: .pointer, a: 1))
  queue.append(WindowEvent(window: .button, code: 1, state: 1, a: 1))
  queue.append(WindowEvent(window: .pointer, a: 2))
  #expect(queue.take(10).map(\.a) == [1, 1, 2])
}

@Test func scrollsAddUpAndOldSizesGo() {
  var queue = WindowEventQueue()
  queue.append(WindowEvent(window: .scroll, b: 120))
  queue.append(WindowEvent(window: .scroll, b: -40))
  queue.append(WindowEvent(window: .resize, a: 10, b: 10))
  queue.append(WindowEvent(window: .key, code: 4, state: 1))
  queue.append(WindowEvent(window: .resize, a: 20, b: 20))
  let events = queue.take(10)
  #expect(events.map(\.kind) == [6, 1, 17])
  #expect(events.map(\.b) == [80, 0, 20])
}

@Test func aClientThatNeverReadsCannotFillMemory() {
  var queue = WindowEventQueue()
  for index in 0..<10_000 {
    queue.append(WindowEvent(window: .key, code: UInt16(index & 0xFF)))
    queue.append(WindowEvent(window: .pointer, a: Int32(index)))
  }
  #expect(queue.count <= Limits.events)
  #expect(queue.take(Limits.events).last?.a == 9999, "the newest is there")
}
