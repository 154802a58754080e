// The end: what happened, the registers, and the way there, on serial port and screen; then nothing more.

import ABI
import KernelCore
import KernelEntry

/// Reports that need no heap and no Core.
enum Panic {
  // SAFETY: set during start-up, read when everything else has stopped.
  nonisolated(unsafe) static var text = KernelText(serial: SerialPort())
  nonisolated(unsafe) static var symbols: KernelSymbols?
  nonisolated(unsafe) private static var isUnderWay = false
  /// Where there may be other CPUs.
  nonisolated(unsafe) static var local: LocalApic?

  private static let maximumDepth = 32
  /// Events of the trace that a report shows.
  private static let events = 20

  /// A message for whoever sits before the machine: the kernel cannot start.
  static func refuse(_ reason: StaticString) -> Never {
    unsafe text.put("\nApus cannot start: ")
    unsafe text.put(reason)
    unsafe text.put("\n")
    cpu_stop()
  }

  static func stop(_ reason: StaticString, _ frame: TrapFrame) -> Never {
    if unsafe isUnderWay { cpu_stop() }
    unsafe isUnderWay = true
    unsafe local?.stopOthers()
    unsafe text.screen?.becomeSmall()
    unsafe text.put("\nkernel panic: ")
    unsafe text.put(reason)
    unsafe text.put(", vector ")
    unsafe text.put(frame.vector)
    unsafe text.put(" at ")
    putAddress(frame.instructionPointer)
    for index in 0..<TrapFrame.reportCount {
      let (name, value) = frame.report(index)
      unsafe text.put(index % 4 == 0 ? "\n  " : "  ")
      unsafe text.put(name)
      unsafe text.put(" ")
      unsafe text.putHexadecimal(value)
    }
    unsafe text.put("\n  cr2 ")
    unsafe text.putHexadecimal(cpu_read_cr2())
    unsafe text.put("  cr3 ")
    unsafe text.putHexadecimal(cpu_read_cr3())
    unsafe text.put("  image moved by ")
    unsafe text.putHexadecimal(apus_image_symbols().slide)
    unsafe text.put("\n")
    backtrace(from: frame.framePointer)
    lastEvents()
    unsafe text.put("kernel panic: end of report\n")
    cpu_stop()
  }

  /// An address in the image as the one that the linker gave it, which is what tools know it by.
  private static func putAddress(_ address: UInt64) {
    let image = apus_image_symbols()
    let linked = address >= image.start && address < image.end ? address - image.slide : address
    unsafe text.putHexadecimal(linked)
    unsafe text.put(" ")
    unsafe symbols?.describe(linked, to: &text)
  }

  /// What happened before, the newest last: seconds since the start, process and thread, and what.
  private static func lastEvents() {
    unsafe text.put("the last events:\n")
    for place in 0..<events {
      guard let event = RunningKernel.recentEvent(place, of: events) else { continue }
      unsafe text.put("  ")
      unsafe text.put(event.time / 1_000_000_000)
      unsafe text.put(".")
      unsafe text.put(event.time % 1_000_000_000, digits: 9)
      unsafe text.put("  ")
      unsafe text.put(UInt64(event.process))
      unsafe text.put(".")
      unsafe text.put(UInt64(event.thread))
      unsafe text.put("  ")
      put(event)
      unsafe text.put("\n")
    }
  }

  private static func put(_ event: TraceEvent) {
    let kind = TraceKind(rawValue: UInt16(truncatingIfNeeded: event.kind))
    unsafe text.put(kind?.name ?? "?")
    switch kind {
    case .onProcessor, .timer: return
    case .call, .result:
      unsafe text.put(" ")
      unsafe text.put(Syscall(rawValue: event.first)?.name ?? "unknown")
      unsafe text.put(" ")
      let error = Int32(exactly: 0 &- Int64(bitPattern: event.second)).flatMap { Errno(rawValue: $0) }
      if kind == .result, let error { unsafe text.put(error.name) } else { unsafe text.putHexadecimal(event.second) }
    case .spawn, .interrupt, .end:
      unsafe text.put(" ")
      unsafe text.put(event.first)
      if kind == .end { unsafe text.put(" ") }
      if kind == .end { unsafe text.putHexadecimal(event.second) }
      if kind == .spawn { putName(event.second) }
    case .fault, nil:
      unsafe text.put(" ")
      unsafe text.putHexadecimal(event.first)
      unsafe text.put(" at ")
      unsafe text.putHexadecimal(event.second)
    }
  }

  /// The first eight bytes of a process's name.
  private static func putName(_ name: UInt64) {
    unsafe text.put(" ")
    for shift in stride(from: 0, to: 64, by: 8) {
      let byte = UInt8(truncatingIfNeeded: name >> UInt64(shift))
      if byte != 0 { unsafe text.put(byte) }
    }
  }

  /// Follows the saved frame pointers as long as they climb inside the kernel's stacks.
  private static func backtrace(from framePointer: UInt64) {
    var frame = framePointer
    for _ in 0..<maximumDepth {
      guard KernelStacks.contain(frame), frame & 7 == 0,
        let pair = unsafe UnsafePointer<UInt64>(bitPattern: UInt(frame))
      else { return }
      // SAFETY: an aligned address inside the kernel's stacks, which are always mapped.
      unsafe text.put("  from ")
      putAddress(unsafe pair[1])
      unsafe text.put("\n")
      let next = unsafe pair[0]
      guard next > frame else { return }
      frame = next
    }
  }
}
