// Asks `sudo:` (ABI/Schemes/Sudo.swift), and waits for what it starts.

import ABI
import Protocols
import SudoCore
import System
import UtilitySupport

/// One request to the daemon.
struct SudoClient: ~Copyable {
  private let handle: Handle

  init() throws(Errno) { handle = try Handle.open("sudo:", [.read, .write]) }

  /// - Parameter terminal: the person's, for tickets.
  func begin(_ request: SudoRequest, terminal: RawHandle?) throws(Errno) -> (verdict: SudoVerdict, text: Bytes) {
    try ask(.begin, request.bytes, sending: terminal ?? noHandle)
  }

  func password(_ typed: Bytes) throws(Errno) -> (verdict: SudoVerdict, text: Bytes) { try ask(.password, typed) }

  func changePassword(from old: Bytes, to new: Bytes) throws(Errno) -> (verdict: SudoVerdict, text: Bytes) {
    try ask(.changePassword, SudoMessage.packed([old, new]))
  }

  func changeShell(_ password: Bytes, to shell: Bytes) throws(Errno) -> (verdict: SudoVerdict, text: Bytes) {
    try ask(.changeShell, SudoMessage.packed([password, shell]))
  }

  private func ask(
    _ operation: SudoOperation, _ input: Bytes, sending: RawHandle = noHandle
  ) throws(Errno) -> (verdict: SudoVerdict, text: Bytes) {
    let output = try handle.call(
      operation.rawValue, input, capacity: MessageLimits.payload, sending: sending
    ).output
    guard let first = output.first, let verdict = SudoVerdict(rawValue: UInt64(first)) else { throw .inputOutput }
    return (verdict, Bytes(output.dropFirst()))
  }

  /// Starts what was granted, with our streams and in our namespace, and stays until it has ended.
  /// - Returns: its status.
  func run() throws(Errno) -> Int32 {
    let supervision = try Supervision()
    for place in [Streams.input, Streams.output, Streams.error] {
      // A stream that we have not got the program has not got either.
      _ = try? handle.call(SudoOperation.stream.rawValue, Self.word(place), sending: place)
    }
    let namespace = try Handle.open("proc:namespace")
    let answer = try handle.call(SudoOperation.run.rawValue, sending: namespace.raw)
    guard let process = answer.handle else { throw .inputOutput }
    try supervision.wait(for: process.raw) { signal in
      _ = try? handle.call(SudoOperation.signal.rawValue, Self.word(signal.rawValue))
    }
    var record = Bytes(repeating: 0, count: 40)
    _ = try process.read(into: &record)
    return Supervision.shellStatus(record)
  }

  private static func word(_ value: UInt32) -> Bytes { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
}
