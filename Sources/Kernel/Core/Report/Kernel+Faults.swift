// Traps of programs: a page fault is resolved where the program has memory there, everything else ends it with a
// report.

import ABI

extension Kernel {
  /// Lets the thread go on, or ends its process.
  func resolve(_ trap: Trap, of thread: Thread) {
    let block = registers
    let instruction = block.value.instructionPointer
    switch trap.cause {
    case .pageFault(let address, let write, let execute, _):
      do throws(AccessFailure) {
        _ = try thread.memory.resolve(address, write ? .write : execute ? .execute : .read)
      } catch {
        fail(thread, fault(of: error, at: address, thread.process), instruction, address)
      }
    case .illegalInstruction: fail(thread, .illegalInstruction, instruction, instruction)
    case .generalProtection: fail(thread, .privilegedInstruction, instruction, instruction)
    case .divideError: fail(thread, .divideError, instruction, instruction)
    case .breakpoint: fail(thread, .breakpoint, instruction, instruction)
    case .alignment: fail(thread, .alignment, instruction, instruction)
    case .floatingPoint: fail(thread, .floatingPoint, instruction, instruction)
    }
  }

  private func fault(of failure: AccessFailure, at address: UInt64, _ process: Process) -> Fault {
    switch failure {
    case .guardPage: .stackOverflow
    case .outOfMemory: .outOfMemory
    case .notMapped, .notAllowed: .pageFault
    }
  }

  /// Ends the thread's process as a fault of its own.
  func fail(_ thread: Thread, _ fault: Fault, _ instruction: UInt64, _ address: UInt64) {
    let process = thread.process
    record(.fault, thread, address, instruction, at: machine.now())
    report(fault, of: thread, at: address)
    var status = ExitStatus()
    status.kind = ExitStatus.Kind.faulted.rawValue
    status.code = fault.rawValue
    status.instruction = instruction
    status.address = address
    status.process = process.number
    end(process, status)
  }
}
