// What a scheme's server implements: one method a request, each with a default, so that a small server stays small.
//
// Not: receiving and replying (SchemePort). A method returns its answer at once, or `.later` and keeps the tag until
// it calls `SchemePort.reply`; an error that is thrown is the answer.

public import ABI

/// Who asks, and how to answer later.
public struct Caller: Sendable {
  /// Names the call for a late reply.
  public let tag: UInt32
  public let process: UInt32
  public let user: UInt32
  public let group: UInt32
  /// Answer `.wouldBlock` instead of `.later`.
  public let nonBlocking: Bool
}

/// The answer to a request.
@safe public enum Answer {
  /// A number: of a new resource for `open` and `duplicate`, of bytes taken for `write`.
  case result(UInt64)
  /// Bytes for the caller; the result is their count.
  case bytes([UInt8])
  /// Bytes that stay valid until the reply was sent (a cache's page): no copy is made. The result is their count.
  case memory(UnsafeRawBufferPointer)
  /// A handle of the server's that the caller gets: lent (the server keeps its own) or moved. `offset`: for `map`.
  case handle(RawHandle, moved: Bool, rights: Rights = .all, offset: UInt64 = 0)
  /// Held: `SchemePort.reply` follows.
  case later

  public static var done: Answer { .result(0) }
}

/// The server of one scheme.
public protocol SchemeServer: AnyObject {
  /// - Parameter path: UTF-8, behind the colon.
  /// - Returns: `.result` with the server's number for the new resource (not 0), or a handle to hand over instead.
  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer
  /// Nobody holds resource `id` any more.
  func close(_ id: UInt64)
  func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer
  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer
  func duplicate(_ id: UInt64, name: borrowing Span<UInt8>, caller: Caller) throws(Errno) -> Answer
  /// - Parameters:
  ///   - length: bytes that the caller can take.
  ///   - handle: a handle that came along and now belongs to the server, or `noHandle`.
  func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer
  func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer
  func size(_ id: UInt64) throws(Errno) -> Answer
  /// Brings pages of the memory that `SchemePort.makeMemory` made with this number.
  /// - Parameters:
  ///   - offset: a multiple of the page size.
  ///   - length: whole pages, at most `MessageLimits.payload`. The first one is needed, the others may be left out.
  /// - Returns: `.bytes` or `.memory`, up to the end of the memory; or `.later`.
  func fill(_ id: UInt64, offset: UInt64, length: Int, caller: Caller) throws(Errno) -> Answer
  /// The call `tag` is given up; no reply is wanted.
  func cancel(_ tag: UInt32)
  /// What the resource is ready for, asked after every request on it.
  func readiness(_ id: UInt64) -> Readiness
}

extension SchemeServer {
  public func close(_ id: UInt64) {}
  public func read(_ id: UInt64, length: Int, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func write(
    _ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller
  ) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func duplicate(_ id: UInt64, name: borrowing Span<UInt8>, caller: Caller) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func call(
    _ id: UInt64, _ operation: UInt32, _ data: borrowing Span<UInt8>, length: Int, handle: RawHandle, caller: Caller
  ) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func map(_ id: UInt64, offset: UInt64, length: UInt64, caller: Caller) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func size(_ id: UInt64) throws(Errno) -> Answer { throw .illegalSeek }
  public func fill(_ id: UInt64, offset: UInt64, length: Int, caller: Caller) throws(Errno) -> Answer {
    throw .notSupported
  }
  public func cancel(_ tag: UInt32) {}
  public func readiness(_ id: UInt64) -> Readiness { [.readable, .writable] }
}
