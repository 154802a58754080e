// Paths of the schemes that the kernel serves.
//
//   :NAME                 with `.create`: registers the scheme NAME, the handle serves it; with `.watch`: becomes
//                         readable when NAME is registered. Registration needs NAME in the caller's namespace.
//   debug:                write: text for the serial console and the kernel log. read: bytes from the serial console
//                         (blocks).
//   debug:line            the same console for a terminal: what is written goes out as it is, and not into the log.
//   event:                a new event queue (EventSubscription in, Event out; a read waits for the first event).
//   pipe:                 a new pipe: the reading end; duplicate it with the name "write" for the writing end.
//   memory:LENGTH         a new shareable memory object of LENGTH bytes (decimal); map it, or send the handle.
//   time:                 a timer: write a UInt64 deadline (monotonic ns; 0 disarms), readable when it has passed, a
//                         read takes the event (UInt64 count).
//   proc:                 the list of processes (readDirectory); proc:N/status → ProcessStatus;
//                         proc:N → a process handle (read: ExitStatus); proc:self/…;
//                         proc:namespace → the schemes that the caller sees, as a handle: `duplicate` it with names
//                         (separated by newlines) for a part of them, and pass it to spawn;
//                         proc:signals → the caller's signals are collected here as UInt32 numbers from now on.
//                         proc:N/trace → TraceRecord of its system calls from now on (proc:N/trace/children: also of
//                         the processes that it starts); proc:N/profile → samples; proc:N/symbol/ADDRESS
//                         (hexadecimal) → the name of the function there. For the same user, or user 0.
//   sys:                  text and records about the machine: memory (MemoryStatus), log (kernel log), version, cpu,
//                         command-line, schemes (names, one a line), uptime, framebuffer (FramebufferDescription),
//                         counters (system calls by number and error). For user 0: trace (TraceEvent), trace/calls
//                         (while it is open system calls are in the trace), profile (TraceRecord: samples of all).
// For those whom the kernel trusts (init; it hands the handles on to drivers as the manifest says):
//   irq:N                 interrupt line N: a read waits and returns the UInt64 count (or InterruptArrivals, where
//                         there is room), writing the count back acknowledges and unmasks the line.
//   memory:physical/ADDRESS/LENGTH[@wc|@uc]   (hexadecimal) device memory as a memory object.
//   memory:ports/FIRST/COUNT   (hexadecimal) I/O ports: read and write of 1, 2 or 4 bytes at an offset is one access.
//   memory:dma/LENGTH     (decimal) memory in one piece for a device's direct access, at most 4 MiB.
//   irq:message           a message-signalled interrupt: a read waits as for a line; nothing has to be unmasked.
//   memory:authority, irq:authority   opens the scheme's paths as init may: `duplicate` with the path as the name. For
//                         the one daemon that hands out devices.
//   memory:framebuffer    the boot framebuffer as a write-combining memory object.
//   memory:initfs         the boot image as a read-only, executable memory object.
//   acpi:SIGNATURE        a copy of an ACPI table ("FACP", "DSDT" …; second of a kind: "SSDT/1");
//   acpi:registers        the ports that the FADT names (PM1, reset, SMI command): offset = port number.

/// Operations of `call` on objects of the kernel, beside `Operation.status`.
public enum KernelOperation: UInt32, Sendable {
  /// On `memory:dma/LENGTH`. Out: UInt64, where devices find the memory.
  case deviceAddress = 0x1000
  /// On `irq:message`. Out: an `InterruptMessage`.
  case interruptMessage = 0x1001
  /// On `memory:authority`: no device reaches DMA memory any more whose last handle is gone; it is free.
  case reclaim = 0x1002
  /// On `irq:authority`. Out: an `InterruptMessage` for each pin of the interrupt controllers, by its number: what it
  /// sends, now and later.
  case lineMessages = 0x1003
  /// On `irq:authority`: the IOMMU's interrupt remapping table is on, and has the pins' messages in the entries of
  /// their numbers. From now on they go through it.
  case remapLines = 0x1004
  /// On `proc:N`. In: a UInt64, a bit for each CPU that the process may run on from now on (for the same user, or user
  /// 0), or nothing. Out: the set that holds, of the CPUs that there are.
  case affinity = 0x1005
}

/// What a device writes where to raise the interrupt of `irq:message`. 16 bytes.
public struct InterruptMessage: BitwiseCopyable, Sendable {
  public var address: UInt64
  public var data: UInt32
  /// 1: the CPUs' controllers are in their extended mode (x2APIC), which whoever remaps the message has to know.
  public var isExtended: UInt32

  public init(address: UInt64 = 0, data: UInt32 = 0, isExtended: UInt32 = 0) {
    self.address = address
    self.data = data
    self.isExtended = isExtended
  }
}

/// What a read of `irq:N` returns. 16 bytes.
public struct InterruptArrivals: BitwiseCopyable, Sendable {
  /// Interrupts since the last read.
  public var count: UInt64
  /// When the first of them entered the kernel: monotonic nanoseconds.
  public var time: UInt64

  public init(count: UInt64 = 0, time: UInt64 = 0) {
    self.count = count
    self.time = time
  }
}

/// The boot framebuffer, read from `sys:framebuffer`. 32 bytes.
public struct FramebufferDescription: BitwiseCopyable, Sendable {
  public var address: UInt64 = 0
  /// Pixels.
  public var width: UInt32 = 0
  public var height: UInt32 = 0
  /// Bytes from one row to the next.
  public var stride: UInt32 = 0
  public var bitsPerPixel: UInt8 = 32
  /// Bit positions of the channels (8 bits wide each).
  public var redShift: UInt8 = 16
  public var greenShift: UInt8 = 8
  public var blueShift: UInt8 = 0
  public var reserved: UInt64 = 0
  public init() {}
}
