// The way of a key: a program that reads `input:` as the compositor does, in its class, and tells how old each event
// was when it held it. bench.py presses the keys.

import ABI
import Protocols
import System

/// The compositor's stand-in.
final class InputRow {
  /// Presses and releases that are counted, and the first ones that are not: programs touch their pages then.
  private static let wanted = 400
  private static let warmUp = 2

  private let loop: EventLoop
  private let input: Handle
  private var bytes = [UInt8](repeating: 0, count: 64 * InputEvent.length)
  private var ages: [UInt64] = []

  init() throws(Errno) {
    loop = try EventLoop()
    input = try Handle.open("input:consumer", [.read, .nonBlocking, .waitForScheme])
    ages.reserveCapacity(Self.warmUp + Self.wanted + 64)
  }

  func run() throws(Errno) {
    try loop.add(input.raw) { [self] _ in read() }
    Console.write("bench: input ready")
    while ages.count < Self.warmUp + Self.wanted { try loop.runOnce(deadline: nil) }
    Console.write("apus input_to_compositor_first \(ages[0])")
    ages.removeFirst(Self.warmUp)
    ages.sort()
    Console.write("apus input_to_compositor_median \(ages[ages.count / 2])")
    Console.write("apus input_to_compositor_worst \(ages[ages.count - 1])")
    Console.write("bench: end")
  }

  private func read() {
    guard let count = try? input.read(into: &bytes) else { return }
    let now = SystemClock.monotonic
    var offset = 0
    while offset + InputEvent.length <= count, let event = InputEvent(bytes.span, at: offset) {
      // Text comes with its key, and repeats come from inputd's timer.
      if event.kind == InputEventKind.key.rawValue, event.state < 2 { ages.append(now - event.time) }
      offset += InputEvent.length
    }
  }
}
