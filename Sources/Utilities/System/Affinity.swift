// The CPUs that a process may run on: one operation of the kernel.

import ABI
import System
import UtilitySupport

/// The kernel's operation.
enum Affinity {
  static func read(_ process: borrowing Handle) throws(Errno) -> ProcessorSet { try call(process, []) }

  @discardableResult
  static func set(_ process: borrowing Handle, _ set: ProcessorSet) throws(Errno) -> ProcessorSet {
    try call(process, (0..<8).map { UInt8(truncatingIfNeeded: set.bits >> ($0 * 8)) })
  }

  private static func call(_ process: borrowing Handle, _ input: [UInt8]) throws(Errno) -> ProcessorSet {
    let told = try process.call(KernelOperation.affinity.rawValue, input, capacity: 8)
    guard told.output.count == 8 else { throw .inputOutput }
    return ProcessorSet(bits: told.output.reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }
}
