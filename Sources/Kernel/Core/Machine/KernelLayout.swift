// Where the kernel lies in every address space, and how Arch enters Core. Numbers and conventions only.
//
// Everything of Swift's lies below 2^47, so the kernel takes the upper slots of the lower half (AddressSpace.userEnd
// and up). The top-level slots 128 to 255 are the same in every address space: whoever makes a new top-level table
// copies them from the boot table once; Arch fills in all of them that it will ever use before Core starts.
//
// How Arch drives Core: interrupts are off whenever Core runs, one CPU at a time is in it (the entry code holds a lock
// and names the CPU: `kernel.enter`), and Core neither blocks nor nests. The registers of a
// thread live in its register block (16-byte aligned, at an address of its own that does not move while the thread
// exists); the trap entry saves straight into the block of the thread that ran. Every entry into Core ends with the
// block of the thread to go on with, or nil for "nothing to run": then Arch halts until the next interrupt.
//
//   kernel.start()                                first thread (init from the initfs)
//   kernel.handleSystemCall()                     the current thread's block holds number and arguments
//   kernel.handleFault(trap)                      the current thread, in user mode
//   kernel.handleInterrupt(line, at: time)        masked and acknowledged by Arch; Core's call unmasks
//   kernel.handleTimer()                          the deadline of `setTimer` has passed
//   kernel.handleConsoleInput(byte)               a byte came in on the serial line
//
// each of them `-> Place<M.Registers>?`.

/// The kernel's part of the address space (x86_64 values; other machines will have their own).
public enum KernelLayout {
  /// One past the highest physical address that the window on physical memory shows. It lies at a random place in the
  /// top-level slots 128 to 252, each of which is as large; that of the started CPUs' stacks is in slot 253
  /// (placement.c).
  public static let physicalLimit: UInt64 = 1 << 39
  /// Where the kernel image is linked: physical address 0 would appear here (the image itself starts at 1 MiB). It lies
  /// at a random distance above, in the same top-level slot, 255.
  public static let image: UInt64 = 0x7f80_0000_0000
  /// Top-level slots that every address space shares.
  public static let sharedSlots = 128..<256
}
