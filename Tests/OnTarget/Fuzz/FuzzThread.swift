// Further threads of a child: one that serves a scheme, with answers that are wrong now and then, and those that
// `threadCreate` starts, which wait in all the ways there are while the first thread takes their handles away.
//
// They allocate nothing: a thread here has a stack and no more.

import ABI
import Instructions
import SystemEntry

/// The other threads.
enum FuzzThread {
  /// Bytes of a stack.
  static let stack: UInt64 = 16384

  /// Registers `:fuzzN` and starts a thread that serves it. Where another process has it already, nobody does.
  static func serve(_ place: UInt64, _ arena: Arena, _ stacks: Arena) {
    let path = arena.end - AddressSpace.pageSize
    arena.store(UInt64(0x307a_7a75_663a) + (place << 40), at: path)
    let flags: OpenFlags = [.create, .read, .write]
    let server = apus_syscall3(Syscall.open.rawValue, path, 6, flags.rawValue)
    guard server >= 0 else { return }
    // The thread finds its handle and its memory in the last page of the stacks.
    let block = stacks.end - AddressSpace.pageSize
    stacks.store(UInt64(server), at: block)
    stacks.store(arena.end - 3 * AddressSpace.pageSize, at: block + 8)
    stacks.store(servedMemory(UInt64(server), arena), at: block + 16)
    _ = apus_syscall4(Syscall.threadCreate.rawValue, fuzz_server_address(), block, block, 0)
  }
}

extension FuzzThread {
  /// Memory whose pages the server brings, as its number 5: what it answers `map` with. It may have none.
  private static func servedMemory(_ server: UInt64, _ arena: Arena) -> UInt64 {
    let name = arena.end - AddressSpace.pageSize
    arena.store(UInt64(0x3030_3030_3032_2f35), at: name)
    let rights = UInt64(Rights.all.rawValue)
    return UInt64(bitPattern: apus_syscall4(Syscall.duplicate.rawValue, server, rights, name, 8))
  }
}

/// Serves for ever. The pages behind the block's second word are its buffer and its replies.
@c(fuzz_server)
public func fuzzServer(_ block: UInt64) {
  var random = XorShift(seed: block)
  let words = Arena(address: block, length: 24)
  guard let server = words.load(UInt64.self, at: block), let buffer = words.load(UInt64.self, at: block + 8)
  else { return }
  let memory = Arena(address: buffer, length: 2 * AddressSpace.pageSize)
  let answer = memory.end - 64
  var result = apus_syscall4(Syscall.receive.rawValue, server, buffer, 4096, 0)
  var failures = 0
  // The first thread may have taken handle or memory away.
  while failures < 8 {
    let tag =
      random.once(in: 12) ? UInt32(truncatingIfNeeded: random.next()) : memory.load(Request.self, at: buffer)?.tag ?? 0
    var made = Reply(tag: tag, result: 0)
    made.result =
      switch random.below(8) {
      case 0: -Int64(random.below(140))
      case 1: Int64(bitPattern: random.next())
      default: Int64(random.below(9))
      }
    made.data = random.once(in: 10) ? random.next() >> 18 : buffer + random.below(4096)
    made.dataLength = random.once(in: 20) ? random.next() : random.below(5000)
    made.flags = ReplyFlags(rawValue: UInt16(truncatingIfNeeded: random.below(4)))
    made.readiness = Readiness(rawValue: UInt16(truncatingIfNeeded: random.below(8)))
    if random.once(in: 4) { made.handle = RawHandle(truncatingIfNeeded: random.below(40)) }
    made.offset = random.below(4) * AddressSpace.pageSize
    let kind = memory.load(Request.self, at: buffer).flatMap { RequestKind(rawValue: $0.kind) }
    if kind == .map && !random.once(in: 6), let served = words.load(UInt64.self, at: block + 16) {
      made.handle = RawHandle(truncatingIfNeeded: served)
      made.result = 0
      made.flags = []
    }
    if kind == .fill && !random.once(in: 4) {
      made.result = 0
      made.data = buffer
      made.dataLength = 8192
    }
    memory.store(made, at: answer)
    result =
      random.once(in: 6)
      ? apus_syscall2(Syscall.reply.rawValue, server, answer)
      : apus_syscall(Syscall.replyReceive.rawValue, server, answer, buffer, 4096, 0, 0)
    // After an error: whatever waits next.
    if result <= 0 { result = apus_syscall4(Syscall.receive.rawValue, server, buffer, 4096, 0) }
    failures = result < 0 ? failures + 1 : 0
  }
  _ = apus_syscall1(Syscall.threadExit.rawValue, 0)
}

/// Waits a few times, on the word of memory and the handles that its argument leads to, and ends.
@c(fuzz_waiter)
public func fuzzWaiter(_ word: UInt64) {
  var random = XorShift(seed: word)
  for _ in 0..<12 {
    let soon = UInt64(bitPattern: apus_syscall1(Syscall.clock.rawValue, 0)) &+ random.below(3_000_000)
    let handle = random.below(30)
    switch random.below(6) {
    case 0: _ = apus_syscall1(Syscall.sleep.rawValue, soon)
    case 1: _ = apus_syscall3(Syscall.futexWait.rawValue, word & ~3, random.below(2), soon)
    case 2: _ = apus_syscall2(Syscall.futexWake.rawValue, word & ~3, random.below(3))
    case 3: _ = apus_syscall4(Syscall.read.rawValue, handle, word & ~4095, 64, .max)
    case 4: _ = apus_syscall4(Syscall.receive.rawValue, handle, word & ~4095, 4096, 0)
    default: _ = apus_syscall0(Syscall.yield.rawValue)
    }
  }
  _ = apus_syscall1(Syscall.threadExit.rawValue, word & ~3)
}
