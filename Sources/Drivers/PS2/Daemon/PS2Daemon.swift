// The event loop of ps2d: interrupts and deadlines to the driver, its events to `input:producer`, lights back.
//
// When inputd dies, events are dropped until it is there again; the keyboard itself needs nothing.

import ABI
import PS2Core
import Protocols
import System

final class PS2Daemon {
  private let loop: EventLoop
  private let keyboard: Handle
  private let mouse: Handle
  private let inputWatch: Handle
  private var driver: PS2Driver<HandlePorts>
  private var producer: Handle?
  private var producerSource: UInt64 = 0
  private var timer: EventLoop.TimerID?
  private var count = [UInt8](repeating: 0, count: 8)
  private var arrivals = [UInt8](repeating: 0, count: MemoryLayout<InterruptArrivals>.size)
  private var bytes: [UInt8] = []

  init(ports: consuming Handle, keyboard: consuming Handle, mouse: consuming Handle) throws(Errno) {
    loop = try EventLoop()
    inputWatch = try Handle.open(":input", [.read, .watch, .nonBlocking])
    self.keyboard = keyboard
    self.mouse = mouse
    driver = PS2Driver(HandlePorts(ports))
  }

  func run() throws(Errno) {
    connect()
    try loop.add(inputWatch.raw) { [self] _ in
      _ = try? inputWatch.read(into: &count)
      if producer == nil { connect() }
    }
    try loop.add(keyboard.raw) { [self] _ in interrupted(isMouse: false) }
    try loop.add(mouse.raw) { [self] _ in interrupted(isMouse: true) }
    driver.start(now: SystemClock.monotonic)
    settle()
    try loop.run()
  }

  /// Acknowledges first: a byte that arrives while the last ones are read then fires the line again.
  private func interrupted(isMouse: Bool) {
    let time = isMouse ? acknowledge(mouse) : acknowledge(keyboard)
    driver.interrupt(now: time)
    settle()
  }

  /// When the interrupt came: that is the time of the events.
  private func acknowledge(_ line: borrowing Handle) -> UInt64 {
    guard let length = try? line.read(into: &arrivals), length == arrivals.count else { return SystemClock.monotonic }
    let taken = arrivals
    _ = try? line.write(taken.span.extracting(first: 8))
    return (8..<16).reversed().reduce(0) { $0 << 8 | UInt64(taken[$1]) }
  }

  /// Hands the driver's events on, and sets the timer that it wants.
  private func settle() {
    if !driver.events.isEmpty {
      bytes.removeAll(keepingCapacity: true)
      for event in driver.events { event.append(to: &bytes) }
      driver.clearEvents()
      send()
    }
    if let timer { loop.cancel(timer) }
    timer = driver.deadline.map { deadline in
      loop.at(deadline) { [self] in
        timer = nil
        driver.timeOut(now: SystemClock.monotonic)
        settle()
      }
    }
  }

  // MARK: input:

  private func connect() {
    guard let opened = try? Handle.open("input:producer", [.read, .write, .nonBlocking]),
      let source = try? loop.add(opened.raw, action: { [self] readiness in lightsChanged(readiness) })
    else { return }
    producerSource = source
    producer = consume opened
  }

  private func send() {
    guard producer != nil else { return }
    let packed = bytes
    do throws(Errno) {
      _ = try producer?.write(packed.span)
    } catch {
      if error != .wouldBlock { disconnect() }
    }
  }

  private func lightsChanged(_ readiness: Readiness) {
    var light: [UInt8] = [0]
    do throws(Errno) {
      guard let length = try producer?.read(into: &light), length == 1 else { return disconnect() }
      driver.setLights(light[0], now: SystemClock.monotonic)
      settle()
    } catch {
      if error != .wouldBlock || readiness.contains(.hangup) { disconnect() }
    }
  }

  private func disconnect() {
    guard producer != nil else { return }
    loop.remove(producerSource)
    producer = nil
    // It may be back already; if not, the watch says when.
    connect()
  }
}
