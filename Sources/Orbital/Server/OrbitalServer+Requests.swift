// Requests to `orbital:`: opening, reading and closing handles, and news for whoever waits.

import ABI
import OrbitalCompositor
import OrbitalModel
import Protocols
import SchemeServer
import System

extension OrbitalServer: SchemeServer {
  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    let path = path.array
    if path.elementsEqual("clipboard".utf8) { return .result(newResource(.clipboard)) }
    if path.elementsEqual("theme".utf8) { return .result(newResource(.theme)) }
    if path.elementsEqual("windows".utf8) { return .result(newResource(.list(ListClient()))) }
    guard let request = WindowRequest(parsing: path) else { throw .noSuchEntry }
    return .result(try openWindow(request, caller))
  }

  func close(_ id: UInt64) {
    guard let resource = resources.removeValue(forKey: id), case .window(let client) = resource else { return }
    handles[client.window] = nil
    opened.removeAll { $0 == client.window }
    model.close(client.window)
    compositor.prune(model)
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    switch resources[id] {
    case .window(let client):
      guard length >= InputEvent.length else { throw .invalidArgument }
      if let bytes = take(client, length) { return .bytes(bytes) }
      if caller.nonBlocking { throw .wouldBlock }
      guard client.pending == nil else { throw .busy }
      client.pending = PendingRead(tag: caller.tag, length: length)
      return .later
    case .list(let client):
      if client.isChanged {
        client.isChanged = false
        return .bytes([1])
      }
      if caller.nonBlocking { throw .wouldBlock }
      guard client.pending == nil else { throw .busy }
      client.pending = PendingRead(tag: caller.tag, length: length)
      return .later
    case .clipboard, .theme: throw .notSupported
    case nil: throw .badHandle
    }
  }

  func cancel(_ tag: UInt32) {
    for resource in resources.values {
      switch resource {
      case .window(let client): if client.pending?.tag == tag { client.pending = nil }
      case .list(let client): if client.pending?.tag == tag { client.pending = nil }
      case .clipboard, .theme: break
      }
    }
  }

  func readiness(_ id: UInt64) -> Readiness {
    switch resources[id] {
    case .window(let client): client.queue.isEmpty ? [] : .readable
    case .list(let client): client.isChanged ? .readable : []
    case .clipboard, .theme: .writable
    case nil: []
    }
  }

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    // Whatever was sent is ours to close, wanted or not.
    let sent: Handle? = handle == noHandle ? nil : Handle(owning: handle)
    guard let operation = OrbitalOperation(rawValue: operation) else { throw .notSupported }
    switch resources[id] {
    case .window(let client): return try call(client, operation, data, sent)
    case .list: return try callList(operation, data, length)
    case .clipboard: return try callClipboard(operation, data, length)
    case .theme: return try callTheme(operation, data)
    case nil: throw .badHandle
    }
  }

  // MARK: News

  /// Up to `length` bytes of events; nil if there are none.
  private func take(_ client: WindowClient, _ length: Int) -> [UInt8]? {
    let events = client.queue.take(length / InputEvent.length)
    if events.isEmpty { return nil }
    model.tookEvents(client.window)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(events.count * InputEvent.length)
    for event in events { event.append(to: &bytes) }
    return bytes
  }

  func deliver(_ event: WindowEvent, to window: WindowID) {
    guard let id = handles[window], case .window(let client)? = resources[id] else { return }
    let wasEmpty = client.queue.isEmpty
    client.queue.append(event)
    if let pending = client.pending, let bytes = take(client, pending.length) {
      client.pending = nil
      port.reply(tag: pending.tag, .bytes(bytes))
    } else if wasEmpty {
      port.notify(id, .readable)
    }
  }

  func listChanged() {
    for (id, resource) in resources {
      guard case .list(let client) = resource, !client.isChanged else { continue }
      if let pending = client.pending {
        client.pending = nil
        port.reply(tag: pending.tag, .bytes([1]))
      } else {
        client.isChanged = true
        port.notify(id, .readable)
      }
    }
  }
}
