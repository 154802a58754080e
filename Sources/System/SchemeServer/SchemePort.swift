// A registered scheme: receives requests, asks the server, replies. The loop that every scheme daemon runs.
//
// `serve` is the fast path: each reply and the next receive are one trip into the kernel. A daemon with other sources
// of events adds `handle` to its EventLoop and calls `serveWaiting` when it is readable.

public import ABI
public import System
import SystemEntry

/// The server's end of a scheme.
@safe public final class SchemePort {
  /// Readable while requests wait.
  public let handle: Handle
  // SAFETY: allocated once, written by the kernel during `receive` only, read during `dispatch` only.
  private let buffer: UnsafeMutableBufferPointer<UInt8>

  /// Registers `name`.
  /// - Throws: `.exists` when it is served already, `.notPermitted` outside the namespace.
  public init(registering name: String) throws(Errno) {
    handle = try Handle.open(":" + name, [.create, .read, .write])
    unsafe buffer = .allocate(capacity: Request.headLength + MessageLimits.payload)
    unsafe buffer.initialize(repeating: 0)
  }

  deinit { unsafe buffer.deallocate() }

  // MARK: Memory

  /// Memory of `length` bytes that this server fills page by page, as it is touched (`SchemeServer.fill` with this
  /// number), and again when pages of it were taken back: to answer `map` and `Operation.image` with. Its content must
  /// not change. `SchemeServer.close` with the number says that nobody has it any more; until then the number is in
  /// use.
  /// - Throws: `.notPermitted` where the server is not a service.
  public func makeMemory(_ id: UInt64, length: UInt64) throws(Errno) -> Handle {
    try handle.derive("\(id)/\(length)")
  }

  // MARK: Answering

  /// Answers a call that was held.
  public func reply(_ caller: Caller, _ answer: Answer) { send(tag: caller.tag, .success(answer), readiness: nil) }
  public func reply(tag: UInt32, _ answer: Answer) { send(tag: tag, .success(answer), readiness: nil) }
  public func reply(tag: UInt32, error: Errno) { send(tag: tag, .failure(error), readiness: nil) }

  /// Tells whoever waits for resource `id` what it is ready for now.
  public func notify(_ id: UInt64, _ readiness: Readiness) {
    _ = apus_syscall3(Syscall.notify.rawValue, UInt64(handle.raw), id, UInt64(readiness.rawValue))
  }

  private func send(tag: UInt32, _ answer: Result<Answer, Errno>, readiness: Readiness?) {
    withReply(tag: tag, answer, readiness: readiness) { reply in
      _ = apus_syscall2(Syscall.reply.rawValue, UInt64(handle.raw), reply)
    }
  }

  // MARK: Serving

  /// Serves for ever.
  /// - Throws: when the port itself fails: there is nothing to serve any more.
  public func serve<Server: SchemeServer>(_ server: Server) throws(Errno) {
    var length = try receive(flags: [])
    while true {
      let outcome = dispatch(length, to: server)
      guard let outcome else {
        length = try receive(flags: [])
        continue
      }
      length = try check(
        withReply(tag: outcome.tag, outcome.answer, readiness: outcome.readiness) { reply in
          receiveCall { buffer, capacity in
            apus_syscall(Syscall.replyReceive.rawValue, UInt64(handle.raw), reply, buffer, capacity, 0, 0)
          }
        })
    }
  }

  /// Serves the requests that wait now, and returns.
  public func serveWaiting<Server: SchemeServer>(_ server: Server) throws(Errno) {
    var waiting = try receiveWaiting()
    while let length = waiting {
      guard let outcome = dispatch(length, to: server) else {
        waiting = try receiveWaiting()
        continue
      }
      let next = withReply(tag: outcome.tag, outcome.answer, readiness: outcome.readiness) { reply in
        receiveCall { buffer, capacity in
          apus_syscall(
            Syscall.replyReceive.rawValue, UInt64(handle.raw), reply, buffer, capacity,
            ReceiveFlags.nonBlocking.rawValue, 0)
        }
      }
      if next == Errno.wouldBlock.syscallResult { return }
      // An answer that could not be given is the caller's loss; the port itself is asked again.
      waiting = next < 0 ? try receiveWaiting() : Int(next)
    }
  }

  /// The length of a request that waits; nil when none does.
  private func receiveWaiting() throws(Errno) -> Int? {
    do throws(Errno) { return try receive(flags: .nonBlocking) } catch {
      if error == .wouldBlock { return nil }
      throw error
    }
  }

  private func receive(flags: ReceiveFlags) throws(Errno) -> Int {
    try check(
      receiveCall { buffer, capacity in
        apus_syscall4(Syscall.receive.rawValue, UInt64(handle.raw), buffer, capacity, flags.rawValue)
      })
  }

  private func receiveCall(_ body: (UInt64, UInt64) -> Int64) -> Int64 {
    unsafe body(UInt64(UInt(bitPattern: buffer.baseAddress)), UInt64(buffer.count))
  }

  private func check(_ result: Int64) throws(Errno) -> Int {
    if result < 0 { throw Errno(rawValue: Int32(truncatingIfNeeded: -result)) ?? .inputOutput }
    return Int(result)
  }

  /// Puts a reply together and passes its address; what it points to stays valid during `body`.
  private func withReply<R>(
    tag: UInt32, _ answer: Result<Answer, Errno>, readiness: Readiness?, _ body: (UInt64) -> R
  ) -> R {
    var reply = Reply(tag: tag, result: 0)
    if let readiness {
      reply.flags.insert(.readiness)
      reply.readiness = readiness
    }
    switch answer {
    case .failure(let error): reply.result = error.syscallResult
    case .success(.result(let value)): reply.result = Int64(clamping: value)
    case .success(.handle(let raw, let moved, let rights, let offset)):
      reply.handle = raw
      reply.rights = rights
      reply.offset = offset
      if moved { reply.flags.insert(.moveHandle) }
    case .success(.memory(let bytes)):
      unsafe setData(&reply, bytes)
    case .success(.bytes(let bytes)):
      return unsafe bytes.withUnsafeBytes { bytes in
        unsafe setData(&reply, bytes)
        return unsafe withUnsafePointer(to: &reply) { body(UInt64(UInt(bitPattern: $0))) }
      }
    case .success(.later): break
    }
    // SAFETY: the kernel reads the reply during `body` only.
    return unsafe withUnsafePointer(to: &reply) { body(UInt64(UInt(bitPattern: $0))) }
  }

  private func setData(_ reply: inout Reply, _ bytes: UnsafeRawBufferPointer) {
    reply.data = UInt64(UInt(bitPattern: bytes.baseAddress))
    reply.dataLength = UInt64(bytes.count)
    reply.result = Int64(bytes.count)
  }

  // MARK: Dispatch

  private struct Outcome {
    var tag: UInt32
    var answer: Result<Answer, Errno>
    var readiness: Readiness?
  }

  /// Asks the server; nil when no reply is due (yet).
  private func dispatch<Server: SchemeServer>(_ length: Int, to server: Server) -> Outcome? {
    guard length >= Request.headLength, length <= Request.headLength + MessageLimits.payload else { return nil }
    // SAFETY: the length was checked, and every bit pattern is a Request.
    let request = unsafe UnsafeRawBufferPointer(buffer).loadUnaligned(as: Request.self)
    let received = unsafe buffer.span
    let payload = received.extracting(Request.headLength..<length)
    let caller = Caller(
      tag: request.tag, process: request.process, user: request.user, group: request.group,
      nonBlocking: request.flags.contains(.nonBlocking))
    let kind = RequestKind(rawValue: request.kind)
    if kind == .close {
      server.close(request.id)
      return nil
    }
    if kind == .cancel {
      server.cancel(request.tag)
      return nil
    }
    do throws(Errno) {
      let answer = try ask(server, kind, request, payload, caller)
      if case .later = answer { return nil }
      return Outcome(
        tag: request.tag, answer: .success(answer), readiness: readiness(of: server, kind, request, answer))
    } catch {
      let readiness = request.id == 0 ? nil : server.readiness(request.id)
      return Outcome(tag: request.tag, answer: .failure(error), readiness: readiness)
    }
  }

  /// The readiness of the resource that a request was about, or that it made.
  private func readiness<Server: SchemeServer>(
    of server: Server, _ kind: RequestKind?, _ request: Request, _ answer: Answer
  ) -> Readiness? {
    if kind == .open || kind == .duplicate {
      if case .result(let id) = answer { return server.readiness(id) }
      return nil
    }
    return request.id == 0 ? nil : server.readiness(request.id)
  }

  private func ask<Server: SchemeServer>(
    _ server: Server, _ kind: RequestKind?, _ request: Request, _ payload: borrowing Span<UInt8>, _ caller: Caller
  ) throws(Errno) -> Answer {
    let length = Int(clamping: request.length)
    switch kind {
    case .open:
      return try server.open(payload, flags: OpenFlags(rawValue: request.offset), caller: caller)
    case .read:
      return try server.read(request.id, length: length, offset: request.offset, caller: caller)
    case .write:
      return try server.write(request.id, payload, offset: request.offset, caller: caller)
    case .duplicate:
      return try server.duplicate(request.id, name: payload, caller: caller)
    case .call:
      return try server.call(
        request.id, request.operation, payload, length: length, handle: request.handle, caller: caller)
    case .map:
      return try server.map(request.id, offset: request.offset, length: request.length, caller: caller)
    case .size:
      return try server.size(request.id)
    case .fill:
      return try server.fill(request.id, offset: request.offset, length: length, caller: caller)
    case .close, .cancel, nil:
      throw .notSupported
    }
  }
}
