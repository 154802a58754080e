// The CPU's own interrupt controller (Intel SDM volume 3, chapter 11): end of interrupt, and the one-shot timer.

import KernelCore
import KernelEntry

/// The local APIC, reached through the window on physical memory.
struct LocalApic {
  static let timerVector: UInt8 = 0xf0
  static let spuriousVector: UInt8 = 0xff

  private enum Register {
    static let identity: UInt64 = 0x20
    static let taskPriority: UInt64 = 0x80
    static let endOfInterrupt: UInt64 = 0xb0
    static let spurious: UInt64 = 0xf0
    static let timer: UInt64 = 0x320
    static let localLine0: UInt64 = 0x350
    static let localLine1: UInt64 = 0x360
    static let errors: UInt64 = 0x370
    static let initialCount: UInt64 = 0x380
    static let currentCount: UInt64 = 0x390
    static let divider: UInt64 = 0x3e0
  }
  private static let masked: UInt32 = 1 << 16
  private static let nonMaskable: UInt32 = 4 << 8
  /// The model-specific register with the controller's address and mode.
  private static let control: UInt32 = 0x1b

  private let base: UInt64
  /// Timer ticks a nanosecond, as a 32.32 fixed-point number.
  private let scale: UInt64

  /// - Parameter address: physical, from the MADT.
  init(address: UInt64) {
    base = KernelLayout.physicalWindow + address
    // Firmware may have left the controller in its other mode (bit 10), off, or in another place. The way back from the
    // other mode leads through off (bit 11).
    let control = cpu_read_msr(Self.control)
    if control & 1 << 10 != 0 { cpu_write_msr(Self.control, control & ~(3 << 10)) }
    cpu_write_msr(Self.control, control & 0x3ff | address | 1 << 11)
    cpu_store32(base + Register.spurious, 1 << 8 | UInt32(Self.spuriousVector))
    cpu_store32(base + Register.taskPriority, 0)
    cpu_store32(base + Register.localLine0, Self.masked)
    // On every PC the second line is the non-maskable interrupt: hardware errors, or a person who wants a report.
    cpu_store32(base + Register.localLine1, Self.nonMaskable)
    cpu_store32(base + Register.errors, Self.masked)
    cpu_store32(base + Register.divider, 0b1011)  // by one
    cpu_store32(base + Register.timer, Self.masked)
    cpu_store32(base + Register.initialCount, .max)
    let nanoseconds = IntervalTimer.wait(milliseconds: 10)
    let ticks = UInt64(UInt32.max - cpu_load32(base + Register.currentCount))
    cpu_store32(base + Register.initialCount, 0)
    scale = max((ticks << 32) / nanoseconds, 1)
    cpu_store32(base + Register.timer, UInt32(Self.timerVector))
  }

  /// What interrupts are addressed to.
  var identity: UInt32 { cpu_load32(base + Register.identity) >> 24 }

  /// One interrupt after `nanoseconds`, or earlier where the counter is too short for that.
  func arm(nanoseconds: UInt64) {
    let (high, low) = nanoseconds.multipliedFullWidth(by: scale)
    let ticks = high >> 32 == 0 ? high << 32 | low >> 32 : .max
    cpu_store32(base + Register.initialCount, UInt32(clamping: max(ticks, 1)))
  }

  func stop() { cpu_store32(base + Register.initialCount, 0) }

  func endInterrupt() { cpu_store32(base + Register.endOfInterrupt, 0) }
}
