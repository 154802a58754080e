// The handles of `input:`: producers write events, consumers read them, and the keymap can be read and set.

import ABI
import InputCore
import SchemeServer
import System

final class InputServer: SchemeServer {
  private enum Role { case producer, consumer, keymap }
  private struct Client {
    var role: Role
    /// Of a producer: the lights that it was told last.
    var lights: UInt8?
    /// The read that waits: one is enough for a loop.
    var pending: (tag: UInt32, length: Int)?
  }

  private let port: SchemePort
  private let loop: EventLoop
  private var hub = InputHub()
  private var clients: [UInt64: Client] = [:]
  private var nextID: UInt64 = 1
  private var timer: EventLoop.TimerID?

  init() throws(Errno) {
    loop = try EventLoop()
    port = try SchemePort(registering: "input")
  }

  func run() throws(Errno) {
    try loop.add(port.handle.raw) { [self] _ in
      do throws(Errno) { try port.serveWaiting(self) } catch { loop.stop() }
      setTimer()
    }
    try loop.run()
  }

  private func setTimer() {
    if let timer { loop.cancel(timer) }
    timer = hub.deadline.map { deadline in
      loop.at(deadline) { [self] in
        timer = nil
        hub.timeOut(now: SystemClock.monotonic)
        deliver()
        setTimer()
      }
    }
  }

  // MARK: Handles

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    let name = path.array
    let id = nextID
    let role: Role
    if name.elementsEqual("producer".utf8) {
      guard hub.addProducer(id) else { throw .tooManyHandles }
      role = .producer
    } else if name.elementsEqual("consumer".utf8) {
      guard hub.addConsumer(id) else { throw .tooManyHandles }
      role = .consumer
    } else if name.elementsEqual("keymap".utf8) {
      role = .keymap
    } else {
      throw .noSuchEntry
    }
    nextID += 1
    clients[id] = Client(role: role)
    return .result(id)
  }

  func close(_ id: UInt64) {
    clients[id] = nil
    hub.remove(id, now: SystemClock.monotonic)
    deliver()
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard let client = clients[id] else { throw .badHandle }
    if client.role == .keymap { return .bytes(offset == 0 ? Array(hub.keymap.name.utf8) : []) }
    guard length >= (client.role == .producer ? 1 : InputEvent.length) else { throw .invalidArgument }
    if let bytes = take(id, client, length) { return .bytes(bytes) }
    if caller.nonBlocking { throw .wouldBlock }
    guard client.pending == nil else { throw .busy }
    clients[id]?.pending = (caller.tag, length)
    return .later
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard let client = clients[id] else { throw .badHandle }
    switch client.role {
    case .consumer: throw .notSupported
    case .keymap:
      guard let keymap = Keymap.named(data.array.filter { $0 > 0x20 }) else { throw .invalidArgument }
      hub.keymap = keymap
    case .producer:
      let now = SystemClock.monotonic
      var place = 0
      while let event = InputEvent(data, at: place) {
        hub.receive(event, from: id, now: now)
        place += InputEvent.length
      }
      deliver()
    }
    return .result(UInt64(data.count))
  }

  func cancel(_ tag: UInt32) {
    for (id, client) in clients where client.pending?.tag == tag { clients[id]?.pending = nil }
  }

  func readiness(_ id: UInt64) -> Readiness {
    guard let client = clients[id] else { return [] }
    switch client.role {
    case .keymap: return [.readable, .writable]
    case .producer: return client.lights == hub.lights ? .writable : [.readable, .writable]
    case .consumer: return hub.hasEvents(id) ? .readable : []
    }
  }

  // MARK: Delivery

  /// What a read gets now; nil if it has to wait.
  private func take(_ id: UInt64, _ client: Client, _ length: Int) -> [UInt8]? {
    if client.role == .producer {
      guard client.lights != hub.lights else { return nil }
      clients[id]?.lights = hub.lights
      return [hub.lights]
    }
    let events = hub.take(id, limit: length / InputEvent.length)
    if events.isEmpty { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(events.count * InputEvent.length)
    for event in events { event.append(to: &bytes) }
    return bytes
  }

  /// Answers the reads that wait, and tells the others that there is something to read.
  private func deliver() {
    for (id, client) in clients where client.role != .keymap {
      guard readiness(id).contains(.readable) else { continue }
      if let pending = client.pending, let bytes = take(id, client, pending.length) {
        clients[id]?.pending = nil
        port.reply(tag: pending.tag, .bytes(bytes))
      }
      port.notify(id, readiness(id))
    }
  }
}
