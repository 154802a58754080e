// What one CPU is doing: its thread, its run queue, what its registers and its timer hold.
//
// Every field is read and written under the kernel's lock only, by whichever CPU is in the kernel.

/// One CPU of the machine.
public struct CPU<Registers: ThreadRegisters> {
  /// Its number, 0 for the one that booted, and it alone as a set.
  let number: Int
  let bit: CPUSet
  /// The thread whose registers the next trap saves; nil when idle.
  var current: Unretained<Thread>?
  /// Those of `current`, or those for idle CPUs.
  var registers: Place<Registers>
  /// The ready threads that it runs next.
  var queue: RunQueue
  /// The current thread when it has ended: alive until the CPU has left it.
  var ended: Thread?
  /// The current thread has ended, or somebody follows its system calls: before its CPU goes on there is more to do.
  var hasAfterwork = false
  /// The current thread has to make room: a more urgent one is ready, or its slice is over.
  var mustSwitch = false
  /// It goes to the end of its class (slice over, yield), not to the front.
  var toTheBack = false
  /// Runs next, past the queue: a server with its caller's request, or a caller with its answer.
  var handOff: Unretained<Thread>?
  /// Whose vector registers are in the CPU.
  var vectorOwner: Unretained<Thread>?
  /// They have changed since they were saved.
  var holdsUnsavedVectors = false
  /// What the thread pointer's register holds.
  var threadPointer: UInt64 = 0
  /// Whose page tables are in use; nil: the kernel's own.
  var loaded: Unretained<UserMemory>?
  var sliceEnd: UInt64 = 0
  /// When the current thread was put on the CPU.
  var switchedAt: UInt64 = 0
  /// The last look at the clock.
  var clock: UInt64 = 0
  /// How often `Syscall.identify` and `Syscall.clock` were called here: they do not come by `CallCounters`.
  var identities: UInt64 = 0
  var clockReadings: UInt64 = 0
  /// The deadline that its timer is set to.
  var programmed: UInt64 = .max

  init(number: Int, idle: Place<Registers>) {
    self.number = number
    bit = .cpu(number)
    queue = RunQueue(cpu: number)
    registers = idle
  }
}
