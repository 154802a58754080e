// The handles of `input:`: producers write events, consumers read them, and the keymap can be read and set.

import ABI
import InputCore
import Protocols
import SchemeServer
import System

final class InputServer: SchemeServer {
  private enum Role { case producer, consumer, keymap }
  private struct Client {
    let id: UInt64
    var role: Role
    /// Of a producer: the lights that it was told last.
    var lights: UInt8?
    /// The read that waits: one is enough for a loop.
    var pending: (tag: UInt32, length: Int)?
  }

  private let port: SchemePort
  private let loop: EventLoop
  private var hub = InputHub()
  /// A handful, so they are found by looking.
  private var clients: [Client] = []
  private var nextID: UInt64 = 1
  private var timer: EventLoop.TimerID?
  private var timerDeadline: UInt64?

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
    guard hub.deadline != timerDeadline else { return }
    timerDeadline = hub.deadline
    if let timer { loop.cancel(timer) }
    timer = hub.deadline.map { deadline in
      loop.at(deadline) { [self] in
        timer = nil
        timerDeadline = nil
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
    clients.append(Client(id: id, role: role))
    return .result(id)
  }

  private func index(of id: UInt64) -> Int? { clients.firstIndex { $0.id == id } }

  private func client(_ id: UInt64) throws(Errno) -> Int {
    guard let index = index(of: id) else { throw .badHandle }
    return index
  }

  func close(_ id: UInt64) {
    clients.removeAll { $0.id == id }
    hub.remove(id, now: SystemClock.monotonic)
    deliver()
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let index = try client(id)
    let client = clients[index]
    if client.role == .keymap { return .bytes(offset == 0 ? Array(hub.keymap.name.utf8) : []) }
    guard length >= (client.role == .producer ? 1 : InputEvent.length) else { throw .invalidArgument }
    if let bytes = take(index, length) { return .bytes(bytes) }
    if caller.nonBlocking { throw .wouldBlock }
    guard client.pending == nil else { throw .busy }
    clients[index].pending = (caller.tag, length)
    return .later
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    switch clients[try client(id)].role {
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
    for index in clients.indices where clients[index].pending?.tag == tag { clients[index].pending = nil }
  }

  func readiness(_ id: UInt64) -> Readiness {
    index(of: id).map { readiness(of: clients[$0]) } ?? []
  }

  private func readiness(of client: Client) -> Readiness {
    switch client.role {
    case .keymap: [.readable, .writable]
    case .producer: client.lights == hub.lights ? .writable : [.readable, .writable]
    case .consumer: hub.hasEvents(client.id) ? .readable : []
    }
  }

  // MARK: Delivery

  /// What a read of a client gets now; nil if it has to wait.
  private func take(_ index: Int, _ length: Int) -> [UInt8]? {
    if clients[index].role == .producer {
      guard clients[index].lights != hub.lights else { return nil }
      clients[index].lights = hub.lights
      return [hub.lights]
    }
    let events = hub.take(clients[index].id, limit: length / InputEvent.length)
    if events.isEmpty { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(events.count * InputEvent.length)
    for event in events { event.append(to: &bytes) }
    return bytes
  }

  /// Answers the reads that wait, and tells the others that there is something to read.
  private func deliver() {
    for index in clients.indices where clients[index].role != .keymap {
      guard readiness(of: clients[index]).contains(.readable) else { continue }
      if let pending = clients[index].pending, let bytes = take(index, pending.length) {
        clients[index].pending = nil
        port.reply(tag: pending.tag, .bytes(bytes))
      }
      port.notify(clients[index].id, readiness(of: clients[index]))
    }
  }
}
