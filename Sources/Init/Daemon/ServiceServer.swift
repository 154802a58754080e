// `service:`: reads list the services, writes command one (docs/schemes/service.md).
//
// Not: deciding. What stands in the texts is InitCore's (ServiceText), what a command does is the Supervisor's.

import ABI
import InitCore
import SchemeServer
import System

/// Serves `service:` from the state of the Caretaker.
final class ServiceServer: SchemeServer {
  private struct Reader {
    /// The text as it was when it was begun, so that reading it in parts is consistent.
    var text: [UInt8]
    /// Is told of changes (opened with `watch`); a read from the start takes the news.
    var isWatching = false
    var hasNews = false
  }

  private let caretaker: Caretaker
  private let port: SchemePort
  private var readers: [UInt64: Reader] = [:]
  private var nextID: UInt64 = 1

  init(_ caretaker: Caretaker, _ port: SchemePort) {
    self.caretaker = caretaker
    self.port = port
  }

  /// Tells those who watch.
  func statesChanged() {
    for (id, reader) in readers where reader.isWatching && !reader.hasNews {
      readers[id]?.hasNews = true
      port.notify(id, .readable)
    }
  }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    var reader = Reader(text: [])
    if path.isEmpty {
      reader.text = list()
      reader.isWatching = flags.contains(.watch)
    } else {
      reader.text = path.count == 1 && path[0] == UInt8(ascii: "*") ? fullList() : try details(path.array)
    }
    let id = nextID
    nextID += 1
    readers[id] = reader
    return .result(id)
  }

  func close(_ id: UInt64) { readers[id] = nil }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard var reader = readers[id] else { throw .badHandle }
    if reader.isWatching && offset == 0 {
      reader.text = list()
      reader.hasNews = false
      readers[id] = reader
    }
    let start = min(Int(clamping: offset), reader.text.count)
    return .bytes(Array(reader.text[start..<min(reader.text.count, start + min(length, reader.text.count))]))
  }

  func readiness(_ id: UInt64) -> Readiness {
    guard let reader = readers[id], reader.isWatching else { return [.readable, .writable] }
    return reader.hasNews ? .readable : []
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let words = data.text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
    guard let command = words.first, words.count == 2 || (words.count == 1 && command == "reload") else {
      throw .invalidArgument
    }
    let name = words.last ?? ""
    guard caller.user == 0 || (command == "start" && isGivenUp(name)) else { throw .notPermitted }
    switch command {
    case "reload": try caretaker.reload()
    case "enable": try caretaker.choose(name, true)
    case "disable": try caretaker.choose(name, false)
    default: try steer(command, name)
    }
    return .result(UInt64(data.count))
  }

  private func steer(_ command: String, _ name: String) throws(Errno) {
    if ["start", "stop", "restart"].contains(command), caretaker.requestJob(name, start: command != "stop") { return }
    let now = SystemClock.monotonic
    do throws(Supervisor.RequestError) {
      switch command {
      case "start": try caretaker.request { (state) throws(Supervisor.RequestError) in try state.start(name) }
      case "stop":
        try caretaker.request { (state) throws(Supervisor.RequestError) in try state.stop(name, now: now) }
      case "restart":
        try caretaker.request { (state) throws(Supervisor.RequestError) in try state.restart(name, now: now) }
      default: throw .noSuchService
      }
    } catch { throw .noSuchEntry }
  }

  private func details(_ name: [UInt8]) throws(Errno) -> [UInt8] {
    let timers = caretaker.timers
    if let index = timers.entries.firstIndex(where: { $0.service.name.utf8.elementsEqual(name) }) {
      return ServiceText.details(timers.entries[index], next: timers.nextTime(index, Caretaker.clock))
    }
    let entries = caretaker.supervisor.entries
    guard let entry = entries.first(where: { $0.service.name.utf8.elementsEqual(name) }) else { throw .noSuchEntry }
    return ServiceText.details(entry)
  }

  /// Services and timers with everything that a line can hold.
  private func fullList() -> [UInt8] {
    let (supervisor, timers, clock) = (caretaker.supervisor, caretaker.timers, Caretaker.clock)
    var text: [UInt8] = []
    for (index, entry) in supervisor.entries.enumerated() {
      text += ServiceText.fullLine(entry, isChoosable: supervisor.isChoosable(index))
    }
    for (index, entry) in timers.entries.enumerated() {
      text += ServiceText.fullLine(entry, next: timers.nextTime(index, clock))
    }
    return text
  }

  private func list() -> [UInt8] { caretaker.supervisor.entries.flatMap { ServiceText.line($0) } }

  /// Whoever sits at the machine may have another try made at what should run anyway.
  private func isGivenUp(_ name: String) -> Bool {
    caretaker.supervisor.entries.contains { $0.service.name == name && $0.state == .givenUp }
  }
}
