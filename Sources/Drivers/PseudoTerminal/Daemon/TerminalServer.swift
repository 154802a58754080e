// The handles of `pty:`: masters, slaves, and the reads and writes that wait.

import ABI
import Protocols
import PseudoTerminalCore
import SchemeServer
import System

/// One terminal with whoever waits at its ends.
private final class TerminalPair {
  var line = TerminalLine()
  /// Open handles of either side.
  var masters = 1
  var slaves = 0
  /// A slave was opened once: when the last is closed again the master is at its end.
  var hadSlave = false
  var foreground: UInt32 = 0
  var masterReads: [(tag: UInt32, length: Int)] = []
  var slaveReads: [(tag: UInt32, length: Int)] = []
  var slaveWrites: [(tag: UInt32, data: [UInt8], done: Int)] = []
}

/// Serves `pty:`. Resource numbers: twice the terminal's number, plus one for the slave.
final class TerminalServer: SchemeServer {
  private let port: SchemePort
  private var pairs: [UInt64: TerminalPair] = [:]
  private var nextNumber: UInt64 = 1

  init(_ port: SchemePort) { self.port = port }

  private func pair(_ id: UInt64) throws(Errno) -> TerminalPair {
    guard let pair = pairs[id / 2] else { throw .badHandle }
    return pair
  }

  private static func isMaster(_ id: UInt64) -> Bool { id % 2 == 0 }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    if path.isEmpty {
      let number = nextNumber
      nextNumber += 1
      pairs[number] = TerminalPair()
      return .result(number * 2)
    }
    guard let number = UInt64(path.text), let pair = pairs[number] else { throw .noSuchEntry }
    pair.slaves += 1
    pair.hadSlave = true
    return .result(number * 2 + 1)
  }

  func close(_ id: UInt64) {
    guard let pair = pairs[id / 2] else { return }
    if Self.isMaster(id) {
      pair.masters -= 1
      if pair.masters == 0 { hangUp(pair) }
    } else {
      pair.slaves -= 1
      if pair.slaves == 0 { serveReaders(id / 2, pair) }
    }
    if pair.masters == 0, pair.slaves == 0 { pairs[id / 2] = nil }
    announce(id / 2)
  }

  /// The emulator is gone: the program is told, and finds the end of its input.
  private func hangUp(_ pair: TerminalPair) {
    signal(pair, .hangup)
    for read in pair.slaveReads { port.reply(tag: read.tag, .bytes([])) }
    for write in pair.slaveWrites { port.reply(tag: write.tag, error: .inputOutput) }
    pair.slaveReads = []
    pair.slaveWrites = []
  }

  // MARK: Bytes

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let pair = try pair(id)
    if Self.isMaster(id) {
      if pair.line.hasOutput {
        let bytes = pair.line.takeOutput(length)
        serveWriters(pair)
        announce(id / 2)
        return .bytes(bytes)
      }
      if pair.hadSlave, pair.slaves == 0 { return .bytes([]) }
      if caller.nonBlocking { throw .wouldBlock }
      pair.masterReads.append((caller.tag, length))
      return .later
    }
    if let bytes = pair.line.read(length) { return .bytes(bytes) }
    if pair.masters == 0 { return .bytes([]) }
    if caller.nonBlocking { throw .wouldBlock }
    pair.slaveReads.append((caller.tag, length))
    return .later
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let pair = try pair(id)
    if Self.isMaster(id) {
      for signal in pair.line.type(data) { self.signal(pair, signal) }
      serveReaders(id / 2, pair)
      return .result(UInt64(data.count))
    }
    if pair.masters == 0 { throw .inputOutput }
    let done = pair.slaveWrites.isEmpty ? pair.line.write(data) : 0
    serveReaders(id / 2, pair)
    if done == data.count || (done > 0 && caller.nonBlocking) { return .result(UInt64(done)) }
    if caller.nonBlocking { throw .wouldBlock }
    pair.slaveWrites.append((caller.tag, data.array, done))
    serveWriters(pair)
    serveReaders(id / 2, pair)
    return .later
  }

  /// Gives input and output to the reads that wait for them.
  private func serveReaders(_ number: UInt64, _ pair: TerminalPair) {
    while let read = pair.slaveReads.first, let bytes = pair.line.read(read.length) {
      pair.slaveReads.removeFirst()
      port.reply(tag: read.tag, .bytes(bytes))
    }
    while let read = pair.masterReads.first {
      guard pair.line.hasOutput || (pair.hadSlave && pair.slaves == 0) else { break }
      pair.masterReads.removeFirst()
      port.reply(tag: read.tag, .bytes(pair.line.takeOutput(read.length)))
      serveWriters(pair)
    }
    announce(number)
  }

  /// Lets the writes go on that waited for room.
  private func serveWriters(_ pair: TerminalPair) {
    while let write = pair.slaveWrites.first, pair.line.hasRoomForOutput {
      let done = write.done + pair.line.write(write.data.span.extracting(write.done..<write.data.count))
      if done < write.data.count {
        pair.slaveWrites[0].done = done
        return
      }
      pair.slaveWrites.removeFirst()
      port.reply(tag: write.tag, .result(UInt64(write.data.count)))
    }
  }

  func cancel(_ tag: UInt32) {
    for pair in pairs.values {
      pair.masterReads.removeAll { $0.tag == tag }
      pair.slaveReads.removeAll { $0.tag == tag }
      pair.slaveWrites.removeAll { $0.tag == tag }
    }
  }

  // MARK: Readiness

  func readiness(_ id: UInt64) -> Readiness {
    guard let pair = pairs[id / 2] else { return .hangup }
    var ready = Readiness()
    if Self.isMaster(id) {
      ready.insert(.writable)
      if pair.line.hasOutput { ready.insert(.readable) }
      if pair.hadSlave, pair.slaves == 0 { ready.formUnion([.readable, .hangup]) }
    } else {
      if pair.line.hasRoomForOutput { ready.insert(.writable) }
      if pair.line.hasInput { ready.insert(.readable) }
      if pair.masters == 0 { ready.formUnion([.readable, .hangup]) }
    }
    return ready
  }

  private func announce(_ number: UInt64) {
    guard pairs[number] != nil else { return }
    port.notify(number * 2, readiness(number * 2))
    port.notify(number * 2 + 1, readiness(number * 2 + 1))
  }

  // MARK: Operations

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    let pair = try pair(id)
    if operation == Operation.path.rawValue { return .bytes(Array("pty:\(id / 2)".utf8)) }
    if operation == Operation.status.rawValue {
      var status = FileStatus()
      status.kind = FileKind.characterDevice.rawValue
      status.mode = 0o620
      status.inode = id
      return .bytes(recordBytes(status))
    }
    switch PseudoTerminalOperation(rawValue: operation) {
    case .size: return .bytes(recordBytes(pair.line.size))
    case .setSize:
      let size = try data.record(TerminalSize.self)
      if size != pair.line.size {
        pair.line.size = size
        signal(pair, .windowChange)
      }
    case .mode: return .bytes(recordBytes(pair.line.mode))
    case .setMode:
      pair.line.setMode(try data.record(TerminalMode.self))
      serveReaders(id / 2, pair)
    case .foreground: return .bytes(recordBytes(pair.foreground))
    case .setForeground: pair.foreground = try data.record(UInt32.self)
    case nil: throw .notSupported
    }
    return .done
  }

  private func signal(_ pair: TerminalPair, _ signal: Signal) {
    guard pair.foreground != 0 else { return }
    try? Processes.kill(-Int64(pair.foreground), signal)
  }
}
