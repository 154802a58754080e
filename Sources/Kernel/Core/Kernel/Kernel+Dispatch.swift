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
        fail(error)
      }
    }
  }

  /// The current thread's call starts again.
  @inline(never)
  func dispatchAgain() { dispatch() }

  /// The current thread's call ends with an error, unless it starts again with what it lacked. Apart: what is counted
  /// here is no burden for calls that succeed.
  @inline(never)
  private func fail(_ error: Errno) {
    var error = error
    if let current {
      if error == .interrupted {
        do throws(Errno) { return try bring(for: current, faultAt: nil) } catch let failure { error = failure }
      }
      // A handle that a call was to take along is gone.
      let mayStartAgain = registers.value.systemCallNumber != Syscall.call.rawValue
      if error == .outOfMemory && mayStartAgain && relieve(current.memory.account) {
        current.pending.insert(.restart)
        attention.call()
        return
      }
      noteFailure(error.syscallResult, of: current)
    }
    registers.value.result = error.syscallResult
  }

  /// A switch over the numbers themselves is one jump; the enumeration would be looked up in a table first. That no
  /// call is left out is tested.
  @inline(__always)
  private func perform(_ thread: Thread) throws(Errno) -> Int64? {
    let number = registers.value.systemCallNumber
    let a = Arguments(registers)
    switch number {
    case Syscall.exit.rawValue: return exit(thread, a.a0)
    case Syscall.threadCreate.rawValue: return try createThread(thread, a)
    case Syscall.threadExit.rawValue: return try exitThread(thread, a.a0)
    case Syscall.yield.rawValue: return yield(thread)
    case Syscall.sleep.rawValue: return sleep(thread, until: a.a0)
    case Syscall.futexWait.rawValue: return try futexWait(thread, a.a0, a.a1, a.a2)
    case Syscall.futexWake.rawValue: return try futexWake(thread, a.a0, a.a1)
    case Syscall.setIdentity.rawValue: return try setIdentity(thread, a.a0, a.a1)
    case Syscall.limitWaits.rawValue: return limitWaits(thread, a.a0)
    case Syscall.open.rawValue: return try open(thread, a.a0, a.a1, OpenFlags(rawValue: a.a2))
    case Syscall.close.rawValue: return try close(thread, Arguments.handle(a.a0))
    case Syscall.read.rawValue: return try read(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), a.a3)
    case Syscall.write.rawValue: return try write(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), a.a3)
    case Syscall.seek.rawValue: return try seek(thread, Arguments.handle(a.a0), a.a1, a.a2)
    case Syscall.duplicate.rawValue: return try duplicate(thread, a)
    case Syscall.call.rawValue: return try call(thread, Arguments.handle(a.a0), a.a1)
    case Syscall.map.rawValue: return try map(thread, a)
    case Syscall.unmap.rawValue: return try unmap(thread, a.a0, a.a1)
    case Syscall.protect.rawValue: return try protect(thread, a.a0, a.a1, a.a2)
    case Syscall.spawn.rawValue: return try spawn(thread, a.a0)
    case Syscall.kill.rawValue: return try kill(thread, a.a0, a.a1)
    case Syscall.readiness.rawValue: return try readiness(thread, Arguments.handle(a.a0))
    case Syscall.receive.rawValue:
      return try receive(thread, Arguments.handle(a.a0), UserSpan(a.a1, a.a2), ReceiveFlags(rawValue: a.a3))
    case Syscall.reply.rawValue: return try reply(thread, Arguments.handle(a.a0), a.a1)
    case Syscall.replyReceive.rawValue:
      return try replyReceive(
        thread, Arguments.handle(a.a0), a.a1, UserSpan(a.a2, a.a3), ReceiveFlags(rawValue: a.a4))
    case Syscall.notify.rawValue: return try notify(thread, Arguments.handle(a.a0), a.a1, a.a2)
    // Where there is no way past the kernel's lock (the tests' machine).
    case Syscall.identify.rawValue: return Self.identity(of: thread, a.a0)
    case Syscall.clock.rawValue:
      Self.tellTime(here, machine)
      return registers.value.result
    default: throw .notSupported
    }
  }
}
