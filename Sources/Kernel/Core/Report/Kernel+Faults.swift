// Traps of programs: a page fault is resolved where the program has memory there, everything else ends it with a
// report.

import ABI

extension Kernel {
  /// Lets the thread go on, or ends its process.
  func resolve(_ trap: Trap, of thread: Thread) {
    let instruction = registers.value.instructionPointer
    switch trap.cause {
    case .pageFault(let address, let write, let execute, _):
      do throws(AccessFailure) {
        _ = try thread.memory.resolve(address, write ? .write : execute ? .execute : .read)
      } catch {
        handle(error, of: thread, at: address)
      }
    case .illegalInstruction: fail(thread, .illegalInstruction, at: instruction)
    case .generalProtection: fail(thread, .privilegedInstruction, at: instruction)
    case .divideError: fail(thread, .divideError, at: instruction)
    case .breakpoint: fail(thread, .breakpoint, at: instruction)
    case .alignment: fail(thread, .alignment, at: instruction)
    case .floatingPoint: fail(thread, .floatingPoint, at: instruction)
    }
  }

  /// The page at `address` cannot be used as it is: the thread waits for it, tries again, or ends with its process.
  private func handle(_ failure: AccessFailure, of thread: Thread, at address: UInt64) {
    switch failure {
    case .missing:
      guard let object = attention.missing?.object else { return fail(thread, .pageFault, at: address) }
      do throws(Errno) { try bring(for: thread, faultAt: address) } catch {
        fail(thread, at: address, error, object)
      }
    case .outOfMemory: if !relieve(thread.memory.account) { fail(thread, .outOfMemory, at: address) }
    case .guardPage: fail(thread, .stackOverflow, at: address)
    case .notMapped, .notAllowed: fail(thread, .pageFault, at: address)
    }
  }

  /// The current thread cannot go on.
  func fail(_ thread: Thread, _ fault: Fault, at address: UInt64, _ cause: FaultCause? = nil) {
    fail(thread, fault, registers.value.instructionPointer, address, cause)
  }

  /// Ends the thread's process as a fault of its own.
  func fail(
    _ thread: Thread, _ fault: Fault, _ instruction: UInt64, _ address: UInt64, _ cause: FaultCause? = nil
  ) {
    let process = thread.process
    record(.fault, thread, address, instruction, at: machine.now())
    report(fault, of: thread, at: address, cause)
    var status = ExitStatus()
    status.kind = ExitStatus.Kind.faulted.rawValue
    status.code = fault.rawValue
    status.instruction = instruction
    status.address = address
    status.process = process.number
    end(process, status)
  }
}
