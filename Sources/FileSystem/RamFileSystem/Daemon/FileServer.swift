// Turns the requests of `file:` into calls of the file system, and its answers into replies.

import ABI
import RamFileSystemCore
import SchemeServer
import System

/// The server of `file:`.
final class FileServer: SchemeServer {
  var files: RamFileSystem<MemoryPageStore>
  /// The record of the last answer; the next one takes its place, so that none is allocated.
  private var record: [UInt8] = []

  init(byteQuota: Int) {
    files = RamFileSystem(
      store: MemoryPageStore(), byteQuota: byteQuota, seed: UInt64.random(in: 0 ... .max), now: SystemClock.realTime)
  }

  private func credentials(_ caller: Caller) -> Credentials {
    if files.isMembershipOld {
      let paths = RamFileSystem<MemoryPageStore>.accountFiles
      files.setMembership(users: content(paths.users), groups: content(paths.groups))
    }
    return Credentials(user: caller.user, group: caller.group)
  }

  /// The start of a file that the server itself asks; nothing where there is none.
  private func content(_ path: [UInt8]) -> [UInt8] {
    guard let id = try? files.open(path.span, .read, .root, now: 0) else { return [] }
    defer { files.close(id) }
    var bytes: [UInt8] = []
    while bytes.count < RamFileSystemLimits.accounts,
      let part = try? files.read(id, offset: UInt64(bytes.count), length: RamFileSystemLimits.read)
    {
      // SAFETY: copied before anything else is done with the store.
      let found = unsafe [UInt8](files.store.bytes(part))
      if found.isEmpty { break }
      bytes += found
    }
    return bytes
  }

  // MARK: - Open files

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    let changes = !flags.isDisjoint(with: [.create, .truncate])
    let now = changes ? SystemClock.realTime : 0
    return .result(try files.open(copy path, flags, credentials(caller), now: now))
  }

  func close(_ id: UInt64) { files.close(id) }

  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let result = try files.read(id, offset: offset, length: length)
    // SAFETY: the reply is sent before the next request is served, so nothing changes in between.
    return unsafe .memory(files.store.bytes(result))
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    .result(UInt64(try files.write(id, offset: offset, copy data, now: SystemClock.realTime)))
  }

  func size(_ id: UInt64) throws(Errno) -> Answer { .result(try files.size(id)) }

  func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer {
    let content = try files.export(id)
    return lend(content, offset: offset)
  }

  /// A handle on content: to be read and mapped, and executed by those who may.
  private func lend(_ content: ExportedContent, offset: UInt64) -> Answer {
    var rights: Rights = [.read, .map, .duplicate, .transfer]
    if content.isExecutable { rights.insert(.execute) }
    return .handle(files.store.handle(of: content.object), moved: false, rights: rights, offset: offset)
  }

  // MARK: - Operations

  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    // No operation takes a handle: one that came along is closed.
    if handle != noHandle { Handle(owning: handle).close() }
    guard let operation = Operation(rawValue: operation) else { throw .notSupported }
    switch operation {
    case .status: return answer(try files.status(id))
    case .truncate:
      try files.truncate(id, data.record(UInt64.self), now: SystemClock.realTime)
      return .done
    case .synchronize: return .done
    case .readDirectory:
      let cookie = try data.record(UInt64.self)
      return .bytes(try files.readDirectory(id, cookie: cookie, limit: min(length, MessageLimits.payload)))
    case .path: return .bytes(Array("file:".utf8) + (try files.path(id)))
    case .image:
      let content = try files.export(id)
      guard content.isExecutable else { throw .accessDenied }
      return lend(content, offset: 0)
    case .fileSystemStatus: return answer(files.fileSystemStatus)
    case .statusOfPath, .statusOfLink, .readLink:
      return try inquire(operation, copy data, credentials(caller))
    default:
      try change(operation, copy data, credentials(caller), now: SystemClock.realTime)
      return .done
    }
  }

  private func inquire(_ operation: Operation, _ data: Span<UInt8>, _ who: Credentials) throws(Errno) -> Answer {
    switch operation {
    case .statusOfPath: answer(try files.status(data, follow: true, who))
    case .statusOfLink: answer(try files.status(data, follow: false, who))
    default: .bytes(try files.readLink(data, who))
    }
  }

  /// The operations on paths that change something. Numbers stand in front of the path, see `Operation`.
  private func change(
    _ operation: Operation, _ data: Span<UInt8>, _ who: Credentials, now: UInt64
  ) throws(Errno) {
    switch operation {
    case .unlink: try files.unlink(data, who, now: now)
    case .removeDirectory: try files.removeDirectory(data, who, now: now)
    case .makeDirectory:
      try files.makeDirectory(rest(data, 2), mode: data.record(UInt16.self), who, now: now)
    case .rename:
      try files.rename(first(data), to: second(data), who, now: now)
    case .symbolicLink:
      try files.symbolicLink(to: first(data), at: second(data), who, now: now)
    case .hardLink:
      try files.hardLink(first(data), at: second(data), who, now: now)
    case .changeMode:
      try files.changeMode(rest(data, 2), data.record(UInt16.self), who, now: now)
    case .changeOwner:
      try files.changeOwner(
        rest(data, 8), user: data.record(UInt32.self), group: data.record(UInt32.self, at: 4), who, now: now)
    case .changeTimes:
      try files.changeTimes(
        rest(data, 16), accessed: data.record(UInt64.self), modified: data.record(UInt64.self, at: 8), who, now: now)
    default: throw .notSupported
    }
  }

  private func answer<Record: BitwiseCopyable>(_ value: Record) -> Answer {
    record.hold(value)
    return .bytes(record)
  }

  // MARK: - Parts of a payload

  /// What stands behind `length` bytes.
  @_lifetime(copy data)
  private func rest(_ data: Span<UInt8>, _ length: Int) throws(Errno) -> Span<UInt8> {
    guard data.count >= length else { throw .invalidArgument }
    return data.extracting(length..<data.count)
  }

  /// The first of two texts: its length stands in front, as a UInt16.
  @_lifetime(copy data)
  private func first(_ data: Span<UInt8>) throws(Errno) -> Span<UInt8> {
    let length = Int(try data.record(UInt16.self))
    guard data.count - 2 >= length else { throw .invalidArgument }
    return data.extracting(2..<(2 + length))
  }

  @_lifetime(copy data)
  private func second(_ data: Span<UInt8>) throws(Errno) -> Span<UInt8> {
    let length = Int(try data.record(UInt16.self))
    guard data.count - 2 >= length else { throw .invalidArgument }
    return data.extracting((2 + length)..<data.count)
  }
}
