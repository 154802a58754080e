// From the registers of a system call to the function that does it, and its result back.
//
// The registers are those of the current thread, which outlives the call that it made: a thread that ends in its own
// call is kept in CPU.ended until the kernel has left it.

import ABI

/// The arguments of a system call, read from the registers as they are needed.
struct SystemCallArguments<Registers: ThreadRegisters> {
  private let block: Place<Registers>

  @inline(__always)
  init(_ block: Place<Registers>) { self.block = block }

  @inline(__always) var a0: UInt64 { block.value.argument0 }
  @inline(__always) var a1: UInt64 { block.value.argument1 }
  @inline(__always) var a2: UInt64 { block.value.argument2 }
  @inline(__always) var a3: UInt64 { block.value.argument3 }
  @inline(__always) var a4: UInt64 { block.value.argument4 }

  /// An argument that is a handle: a number that does not fit is no handle.
  @inline(__always)
  static func handle(_ value: UInt64) -> RawHandle { RawHandle(exactly: value) ?? noHandle }
}

extension Kernel {
  typealias Arguments = SystemCallArguments<M.Registers>

  /// Does the system call in the current thread's registers. Afterwards its result is there, or the thread is blocked
  /// or has ended.
  @inline(__always)
  func dispatch() {
    cpu.current?.with { thread in
      do throws(Errno) {
        guard let value = try perform(thread) else { return }
        registers.value.result = value
      } catch {
        registers.value.result = error.syscallResult
      }
    }
  }

  @inline(never)
  private func perform(_ thread: Thread) throws(Errno) -> Int64? {
    let number = registers.value.systemCallNumber
    let a = Arguments(registers)
    guard let operation = Syscall(rawValue: number) else { throw .notSupported }
    switch operation {
    case .identify: return Self.identity(of: thread, a.a0)
    case .clock: return try readClock(thread, a.a0)
    case .exit: return exit(thread, a.a0)
    case .threadCreate: return try createThread(thread, a)
    case .threadExit: return try exitThread(thread, a.a0)
    case .yield: return yield(thread)
    case .sleep: return sleep(thread, until: a.a0)
    case .futexWait: return try futexWait(thread, a.a0, a.a1, a.a2)
    case .futexWake: return try futexWake(thread, a.a0, a.a1)
    case .setIdentity: return try setIdentity(thread, a.a0, a.a1)
    case .open: return try open(thread, a.a0, a.a1, OpenFlags(rawValue: a.a2))
    case .close: return try close(thread, Arguments.handle(a.a0))
    case .read: return try read(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), a.a3)
    case .write: return try write(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), a.a3)
    case .seek: return try seek(thread, Arguments.handle(a.a0), a.a1, a.a2)
    case .duplicate: return try duplicate(thread, a)
    case .call: return try call(thread, Arguments.handle(a.a0), a.a1)
    case .map: return try map(thread, a)
    case .unmap: return try unmap(thread, a.a0, a.a1)
    case .protect: return try protect(thread, a.a0, a.a1, a.a2)
    case .spawn: return try spawn(thread, a.a0)
    case .kill: return try kill(thread, a.a0, a.a1)
    case .readiness: return try readiness(thread, Arguments.handle(a.a0))
    case .receive:
      return try receive(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), ReceiveFlags(rawValue: a.a3))
    case .reply: return try reply(thread, Arguments.handle(a.a0), a.a1)
    case .replyReceive:
      return try replyReceive(
        thread, Arguments.handle(a.a0), a.a1, UserSpan(a.a2, a.a3), ReceiveFlags(rawValue: a.a4))
    case .notify: return try notify(thread, Arguments.handle(a.a0), a.a1, a.a2)
    }
  }
}
