// One handle of `sudo:`: a request, how far it has got, and what was started for it.

import ABI
import Accounts
import SudoCore
import System

/// One request.
final class SudoSession {
  let user: UInt32
  let process: UInt32
  var request: SudoRequest?
  var judgement: SudoJudgement?
  /// The caller's terminal, as ptyd names it; empty without one.
  var terminal: [UInt8] = []
  /// The password was right, or none was wanted.
  var isProven = false
  var failures = 0
  private var streams: [RawHandle] = [noHandle, noHandle, noHandle]
  private var child: ChildProcess?

  init(_ user: UInt32, _ process: UInt32) {
    self.user = user
    self.process = process
  }

  deinit { closeStreams() }

  /// Keeps a copy of a handle for the program.
  func setStream(_ place: UInt32, _ handle: borrowing Handle) throws(Errno) {
    guard place < 3, handle.raw != noHandle else { throw .invalidArgument }
    let copy = try handle.duplicate().release()
    if streams[Int(place)] != noHandle { Handle(owning: streams[Int(place)]).close() }
    streams[Int(place)] = copy
  }

  private func closeStreams() {
    for raw in streams where raw != noHandle { Handle(owning: raw).close() }
    streams = [noHandle, noHandle, noHandle]
  }

  /// Starts what was granted, in the caller's process group, so that the terminal's keys reach it.
  /// - Returns: the process as a handle, which stays the session's.
  func start(_ plan: SudoPlan, namespace: RawHandle) throws(Errno) -> RawHandle {
    var request = SpawnRequest(text(plan.program), plan.arguments.map(text))
    request.environment = plan.environment.map(text)
    request.directory = text(plan.directory)
    request.handles = streams
    request.user = plan.user
    request.userGroup = plan.group
    request.namespace = namespace
    request.priority = .normal
    if let group = Self.processGroup(of: process) { request.group = .join(group) }
    // The session's own are given up: the reader of a pipe has to see when the program closes it.
    defer { closeStreams() }
    let started = try request.start()
    let raw = started.handle.raw
    child = consume started
    return raw
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Asked of the kernel: the caller could name any.
  private static func processGroup(of process: UInt32) -> UInt32? {
    guard let bytes = try? FileSystem.readFile("proc:\(process)/status", limit: 4096), bytes.count >= 12 else {
      return nil
    }
    return (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[8 + $1]) << UInt32($1 * 8) }
  }

  func signal(_ signal: Signal) throws(Errno) {
    guard child != nil else { throw .noSuchProcess }
    try child?.kill(signal)
  }

  /// Nobody waits for the program any more.
  func hangUp() {
    let ended = try? child?.poll()
    guard child != nil, ended == nil else { return }
    try? child?.kill(.hangup)
    try? child?.kill(.continue)
  }
}
