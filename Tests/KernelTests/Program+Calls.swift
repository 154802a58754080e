// More of what a program in a test can do: serving schemes, starting processes, events.

import ABI
import Testing

@testable import KernelCore

/// What `receive` delivered.
struct Received {
  var request: Request
  var payload: [UInt8]
  var kind: RequestKind? { RequestKind(rawValue: request.kind) }
  var text: String { String(decoding: payload, as: UTF8.self) }
}

extension Program {
  // MARK: Serving

  func register(_ name: String) throws -> UInt64 { try open(":" + name, [.create, .read, .write]) }

  func receive(_ server: UInt64, _ flags: ReceiveFlags = []) throws -> Received {
    let buffer = try allocate(Request.headLength + 4096)
    let length = try call(.receive, server, buffer, UInt64(Request.headLength + 4096), flags.rawValue)
    return try received(buffer, length)
  }

  private func received(_ buffer: UInt64, _ length: UInt64) throws -> Received {
    Received(
      request: try peek(Request.self, at: buffer),
      payload: try peek(buffer + UInt64(Request.headLength), Int(length) - Request.headLength))
  }

  func makeReply(_ tag: UInt32, _ result: Int64, _ bytes: [UInt8] = []) throws -> Reply {
    var reply = Reply(tag: tag, result: result)
    if !bytes.isEmpty {
      reply.data = try place(bytes)
      reply.dataLength = UInt64(bytes.count)
    }
    return reply
  }

  func reply(_ server: UInt64, _ reply: Reply) throws { try call(.reply, server, try place(reply)) }

  func reply(_ server: UInt64, _ tag: UInt32, _ result: Int64, _ bytes: [UInt8] = []) throws {
    try reply(server, try makeReply(tag, result, bytes))
  }

  func replyReceive(_ server: UInt64, _ reply: Reply) throws -> Received {
    let buffer = try allocate(Request.headLength + 4096)
    let length = try call(.replyReceive, server, try place(reply), buffer, UInt64(Request.headLength + 4096), 0)
    return try received(buffer, length)
  }

  /// Serves every open with resource 7, writes with their length and reads with "data", until the last handle is
  /// closed.
  func serveSimply(_ server: UInt64, closes: Int = 1) throws {
    var left = closes
    while left > 0 {
      let next = try receive(server)
      switch next.kind {
      case .open: try reply(server, next.request.tag, 7)
      case .close: left -= 1
      case .write: try reply(server, next.request.tag, Int64(next.payload.count))
      case .read: try reply(server, next.request.tag, 4, Array("data".utf8))
      default: try reply(server, next.request.tag, Errno.notSupported.syscallResult)
      }
    }
  }

  // MARK: Calls

  struct CallAnswer {
    var result: UInt64
    var output: [UInt8]
    var handle: RawHandle
  }

  func callHandle(
    _ handle: UInt64, _ operation: UInt32, _ input: [UInt8] = [], capacity: Int = 0, sending: UInt64? = nil
  ) throws -> CallAnswer {
    var block = CallBlock(operation: operation)
    block.input = try place(input)
    block.inputLength = UInt64(input.count)
    block.output = try allocate(max(capacity, 1))
    block.outputCapacity = UInt64(capacity)
    if let sending { block.sentHandle = RawHandle(sending) }
    let address = try place(block)
    let result = try call(.call, handle, address)
    let after = try peek(CallBlock.self, at: address)
    return CallAnswer(
      result: result, output: try peek(block.output, Int(after.outputLength)), handle: after.receivedHandle)
  }

  func duplicate(_ handle: UInt64, _ rights: Rights = .all, name: String = "") throws -> UInt64 {
    let bytes = Array(name.utf8)
    return try call(.duplicate, handle, UInt64(rights.rawValue), try place(bytes), UInt64(bytes.count))
  }

  func pipe() throws -> (read: UInt64, write: UInt64) {
    let read = try open("pipe:", .read)
    return (read, try duplicate(read, name: "write"))
  }

  // MARK: Processes

  @discardableResult
  func spawn(
    _ name: String, image: UInt64? = nil, handles: [UInt64] = [], namespace: String? = nil,
    change: (inout SpawnBlock) -> Void = { _ in },
    _ body: @escaping (Program) throws -> Void
  ) throws -> (handle: UInt64, process: UInt32) {
    world.bodies[name] = body
    let opened = try image ?? open("memory:initfs", .read)
    defer { if image == nil { try? close(opened) } }
    var block = SpawnBlock()
    block.image = RawHandle(opened)
    block.imageOffset = 4096
    block.imageLength = UInt64(TestImage.elf().count)
    block.name = try place(Array(name.utf8))
    block.nameLength = UInt64(name.utf8.count)
    let table = handles.map { RawHandle(truncatingIfNeeded: $0) }
    block.handles = try place(table.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } })
    block.handleCount = UInt64(handles.count)
    if let namespace {
      block.namespace = try place(Array(namespace.utf8))
      block.namespaceLength = UInt64(namespace.utf8.count)
    }
    change(&block)
    let address = try place(block)
    let handle = try call(.spawn, address)
    return (handle, try peek(SpawnBlock.self, at: address).process)
  }

  func wait(_ process: UInt64) throws -> ABI.ExitStatus {
    let buffer = try allocate(MemoryLayout<ABI.ExitStatus>.size)
    try call(.read, process, buffer, UInt64(MemoryLayout<ABI.ExitStatus>.size), .max)
    return try peek(ABI.ExitStatus.self, at: buffer)
  }

  /// A thread of this process that runs `body`.
  @discardableResult
  func startThread(_ entry: UInt64 = 0x1000, _ body: @escaping (Program) throws -> Void) throws -> UInt64 {
    world.threadBodies[entry] = body
    return try call(.threadCreate, entry, 0x2000, 5, 0)
  }

  // MARK: Events

  func subscribe(_ queue: UInt64, _ handle: UInt64, _ interest: Readiness, _ data: UInt64 = 0) throws {
    let record = EventSubscription(handle: RawHandle(handle), interest: interest, userData: data)
    try call(.write, queue, try place(record), 16, .max)
  }

  func events(_ queue: UInt64, _ limit: Int = 16) throws -> [Event] {
    let buffer = try allocate(limit * 16)
    let length = try call(.read, queue, buffer, UInt64(limit * 16), .max)
    return try (0..<Int(length) / 16).map { try peek(Event.self, at: buffer + UInt64($0 * 16)) }
  }

  /// Checks what a call fails with.
  func expect(
    _ errno: Errno, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) throws {
    let failure = try failure(body)
    #expect(failure == errno, sourceLocation: sourceLocation)
  }

  /// What a call that has to fail fails with.
  func failure(_ body: () throws -> Void) throws -> Errno? {
    do {
      try body()
      return nil
    } catch let error as Failed {
      return error.errno
    }
  }
}

extension World {
  /// After every test: nothing is left over, nothing went wrong.
  func expectClean(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(errors == [], sourceLocation: sourceLocation)
    #expect(kernel.processes.count == 0, sourceLocation: sourceLocation)
    #expect(kernel.threadCount == 0, sourceLocation: sourceLocation)
    #expect(kernel.handleCount == 0, sourceLocation: sourceLocation)
    #expect(kernel.deadlines.count == 0, sourceLocation: sourceLocation)
    #expect(frames.freeCount == freeAtStart, sourceLocation: sourceLocation)
  }

  /// Boots with `body` as init, runs to the end and checks that nothing is left.
  static func run(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: @escaping (Program) throws -> Void
  ) {
    let world = World()
    world.run(body)
    world.expectClean(sourceLocation: sourceLocation)
  }
}

extension Program {
  /// A page fault of this program, handled by the kernel: whether the program lives on.
  func fault(_ address: UInt64, write: Bool, execute: Bool = false) -> Bool {
    let cause = Trap.Cause.pageFault(address: address, write: write, execute: execute, present: false)
    // SAFETY: the registers to go on with are not looked at.
    _ = world.kernel.handleFault(Trap(cause))
    return kernelThread.state != .ended
  }

  /// An interrupt while this program runs.
  func interrupt(_ line: UInt32, at time: UInt64) {
    _ = world.kernel.handleInterrupt(line, at: time)
  }
}
