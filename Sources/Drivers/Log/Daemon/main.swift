// logd: serves `log:` (System/Protocols/Power.swift): `log:` is read, `log:NAME` is written.

import ABI
import LogCore
import SchemeServer
import System

final class LogServer: SchemeServer {
  private struct Writer {
    var name: [UInt8]
    var partial: [UInt8] = []
  }

  private var log = LogRing()
  private var writers: [UInt64: Writer] = [:]
  private var nextID: UInt64 = 2
  /// The resource number of every reader.
  private static let reader: UInt64 = 1

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    if path.isEmpty { return .result(Self.reader) }
    let id = nextID
    nextID += 1
    writers[id] = Writer(name: path.array)
    return .result(id)
  }

  func close(_ id: UInt64) {
    guard let writer = writers.removeValue(forKey: id), !writer.partial.isEmpty else { return }
    log.append(writer.partial, writer.name, SystemClock.monotonic)
  }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard id == Self.reader else { throw .badHandle }
    return .bytes(log.read(from: offset, limit: min(length, MessageLimits.payload)).bytes)
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    guard var writer = writers.removeValue(forKey: id) else { throw .badHandle }
    log.write(data, from: writer.name, partial: &writer.partial, time: SystemClock.monotonic)
    writers[id] = writer
    return .result(UInt64(data.count))
  }

  func size(_ id: UInt64) throws(Errno) -> Answer { .result(log.end) }
}

do throws(Errno) {
  let port = try SchemePort(registering: "log")
  try port.serve(LogServer())
} catch {
  Streams.printError("logd: \(error.message)")
  CurrentProcess.exit(1)
}
