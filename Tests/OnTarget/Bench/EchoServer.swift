// The other process of the rows that need two: a scheme that answers with as many bytes as it is asked for, an echo
// over pipes, a partner for yielding.

import ABI
import System
import SystemEntry

/// The roles of a child of the bench, by its first argument.
enum Partner {
  /// Serves the scheme `bench`: every call is answered with the bytes that the caller can take.
  static func serve() {
    guard let port = try? Handle.open(":bench", [.create, .read, .write]) else { return }
    let handle = UInt64(port.raw)
    let request = Block(Request.headLength + MessageLimits.payload)
    let data = Block(MessageLimits.payload)
    let reply = Block(MemoryLayout<Reply>.size)
    var received = apus_syscall4(
      Syscall.receive.rawValue, handle, request.address, UInt64(request.length), 0)
    while received >= 0 {
      let head = request.load(Request.self)
      var answer = Reply(tag: head.tag, result: 0)
      switch RequestKind(rawValue: head.kind) {
      case .open: answer.result = 1
      case .call:
        answer.result = Int64(head.length)
        answer.data = data.address
        answer.dataLength = head.length
      default: return
      }
      reply.store(answer)
      received = apus_syscall(
        Syscall.replyReceive.rawValue, handle, reply.address, request.address, UInt64(request.length), 0, 0)
    }
  }

  /// Sends every byte of handle 0 back to handle 1.
  static func echo() {
    let block = Block(8)
    while Calls.read(0, block, 1) == 1 { _ = Calls.write(1, block, 1) }
  }

  /// Wants the CPU for ever.
  static func keepBusy() {
    var count: UInt64 = 0
    // Looks at the clock now and then, so that the loop is not optimised away.
    while count != .max {
      count &+= 1
      if count & 0xFFFF_FFFF == 0, SystemClock.monotonic == 0 { return }
    }
  }

  /// Yields until its standard input ends. The parent yields, too; each has the CPU in turn.
  static func yield() {
    while true { Calls.yield() }
  }
}
