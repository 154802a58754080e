// `service:`: a read lists the services, a write commands one.
//
//   read   a line a service: name, state, process, restarts and the last end, separated by tabs
//   write  "start NAME", "stop NAME" or "restart NAME" (user 0 only)

import ABI
import InitCore
import SchemeServer
import System

/// Serves `service:` from the state of the Caretaker.
final class ServiceServer: SchemeServer {
  private let caretaker: Caretaker
  /// The list as it was when a handle was opened, so that reading it in parts is consistent.
  private var lists: [UInt64: [UInt8]] = [:]
  private var nextID: UInt64 = 1

  init(_ caretaker: Caretaker) { self.caretaker = caretaker }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.isEmpty else { throw .noSuchEntry }
    if flags.contains(.write), caller.user != 0 { throw .notPermitted }
    let id = nextID
    nextID += 1
    lists[id] = Array(caretaker.supervisor.entries.map(Self.line).joined().utf8)
    return .result(id)
  }

  func close(_ id: UInt64) { lists[id] = nil }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard let list = lists[id] else { throw .badHandle }
    let start = min(Int(clamping: offset), list.count)
    return .bytes(Array(list[start..<min(list.count, start + min(length, list.count))]))
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard caller.user == 0 else { throw .notPermitted }
    let words = data.text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
    guard words.count == 2 else { throw .invalidArgument }
    do throws(Supervisor.RequestError) {
      switch words[0] {
      case "start":
        try caretaker.request { (state) throws(Supervisor.RequestError) in try state.start(words[1]) }
      case "stop":
        try caretaker.request { (state) throws(Supervisor.RequestError) in try state.stop(words[1]) }
      case "restart":
        try caretaker.request { (state) throws(Supervisor.RequestError) in try state.restart(words[1]) }
      default: throw .noSuchService
      }
    } catch { throw .noSuchEntry }
    return .result(UInt64(data.count))
  }

  private static func line(_ entry: Supervisor.Entry) -> String {
    var process: UInt32 = 0
    let state: String
    switch entry.state {
    case .waiting: state = "waiting"
    case .starting: state = "starting"
    case .running(let id, _):
      process = id
      state = "running"
    case .pausing: state = "pausing"
    case .stopped: state = "stopped"
    case .givenUp: state = "failed"
    }
    return "\(entry.service.name)\t\(state)\t\(process)\t\(entry.restarts)\t\(entry.lastEnd)\n"
  }
}
