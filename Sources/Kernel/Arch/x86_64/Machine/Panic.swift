// The end: what happened, the registers, and the way there, on serial port and screen; then nothing more.

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
