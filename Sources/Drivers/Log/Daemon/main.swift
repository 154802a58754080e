// logd: serves `log:` (System/Protocols/Power.swift): `log:` is read, `log:NAME` is written. Opened with `watch`, a
// read at the end waits for the next line.

import ABI
import LogCore
import SchemeServer
import System

final class LogServer: SchemeServer {
  private struct Writer {
    var name: [UInt8]
    var partial: [UInt8] = []
  }

  /// Who reads on as lines come.
  private struct Follower {
    /// Where the last read ended. (The handle's own position does not know of lines that were dropped.)
    var position: UInt64 = 0
    /// A read that waits for the next line.
    var waiting: (tag: UInt32, length: Int)?
  }

  private var log = LogRing()
  private let port: SchemePort
  private var writers: [UInt64: Writer] = [:]
  private var followers: [UInt64: Follower] = [:]
  private var nextID: UInt64 = 2
  /// The resource number of every reader that reads what is there.
  private static let reader: UInt64 = 1

  init(_ port: SchemePort) { self.port = port }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    if path.isEmpty, !flags.contains(.watch) { return .result(Self.reader) }
    let id = nextID
    nextID += 1
    if path.isEmpty { followers[id] = Follower() } else { writers[id] = Writer(name: path.array) }
    return .result(id)
  }

  func close(_ id: UInt64) {
    followers[id] = nil
    guard let writer = writers.removeValue(forKey: id), !writer.partial.isEmpty else { return }
    log.append(writer.partial, writer.name, SystemClock.monotonic)
    tellFollowers()
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    if id == Self.reader { return .bytes(log.read(from: offset, limit: min(length, MessageLimits.payload)).bytes) }
    guard var follower = followers[id] else { throw .badHandle }
    defer { followers[id] = follower }
    if log.end > follower.position { return .bytes(take(&follower, length)) }
    guard !caller.nonBlocking else { throw .wouldBlock }
    follower.waiting = (caller.tag, length)
    return .later
  }

  private func take(_ follower: inout Follower, _ length: Int) -> [UInt8] {
    let (bytes, next) = log.read(from: follower.position, limit: min(length, MessageLimits.payload))
    follower.position = next
    return bytes
  }

  /// There is something new for those who wait.
  private func tellFollowers() {
    for (id, follower) in followers where log.end > follower.position {
      var follower = follower
      if let waiting = follower.waiting {
        follower.waiting = nil
        let bytes = take(&follower, waiting.length)
        port.reply(tag: waiting.tag, .bytes(bytes))
      }
      followers[id] = follower
      port.notify(id, readiness(id))
    }
  }

  func cancel(_ tag: UInt32) {
    for (id, follower) in followers where follower.waiting?.tag == tag { followers[id]?.waiting = nil }
  }

  func readiness(_ id: UInt64) -> Readiness {
    guard let follower = followers[id] else { return [.readable, .writable] }
    return log.end > follower.position ? .readable : []
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard var writer = writers.removeValue(forKey: id) else { throw .badHandle }
    let before = log.end
    log.write(data, from: writer.name, partial: &writer.partial, time: SystemClock.monotonic)
    writers[id] = writer
    if log.end != before { tellFollowers() }
    return .result(UInt64(data.count))
  }

  func size(_ id: UInt64) throws(Errno) -> Answer { .result(log.end) }
}

do throws(Errno) {
  let port = try SchemePort(registering: "log")
  try port.serve(LogServer(port))
} catch {
  Streams.printError("logd: \(error.message)")
  CurrentProcess.exit(1)
}
