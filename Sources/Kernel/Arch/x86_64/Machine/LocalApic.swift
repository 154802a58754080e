// The CPU's own interrupt controller (Intel SDM volume 3, chapter 11): end of interrupt, the one-shot timer, and
// interrupts from one CPU to another.
//
// It has two faces: registers in memory (xAPIC), or model-specific ones (x2APIC), which CPUs above number 254 need and
// some firmware turns on for good. All CPUs use the same one.

import KernelCore
import KernelEntry

/// The local APIC of the CPU that asks.
struct LocalApic {
  static let timerVector: UInt8 = 0xf0
  static let wakeVector: UInt8 = 0xf1
  static let spuriousVector: UInt8 = 0xff

  /// Offsets of the registers in memory; the model-specific ones are numbered by sixteenths of them.
  private enum Register: UInt32 {
    case identity = 0x20
    case taskPriority = 0x80
    case endOfInterrupt = 0xb0
    case spurious = 0xf0
    case command = 0x300
    case commandTarget = 0x310
    case timer = 0x320
    case localLine0 = 0x350
    case localLine1 = 0x360
    case errors = 0x370
    case initialCount = 0x380
    case currentCount = 0x390
    case divider = 0x3e0
  }
  private static let masked: UInt32 = 1 << 16
  private static let nonMaskable: UInt32 = 4 << 8
  /// The model-specific register with the controller's address and mode.
  private static let control: UInt32 = 0x1b
  private static let isEnabled: UInt64 = 1 << 11
  private static let isExtended: UInt64 = 1 << 10
  private static let firstExtendedRegister: UInt32 = 0x800

  /// Kinds of messages to other CPUs, as the command register has them.
  private enum Message {
    static let fixed: UInt32 = 0
    static let nonMaskable: UInt32 = 4 << 8
    static let initialise: UInt32 = 5 << 8
    static let start: UInt32 = 6 << 8
    static let asserted: UInt32 = 1 << 14
    static let toAllOthers: UInt32 = 3 << 18
    static let isPending: UInt32 = 1 << 12
  }

  /// Physical address of the registers; nil: they are model-specific ones.
  private let address: UInt64?
  /// Timer ticks a nanosecond, as a 32.32 fixed-point number.
  private let scale: UInt64

  /// Turns the controller of the CPU that boots on, and measures its timer.
  /// - Parameters:
  ///   - address: physical, from the MADT.
  ///   - isExtended: model-specific registers are needed. They are used as well where the firmware has turned them on:
  ///     it may have done so for good.
  init(address: UInt64, isExtended: Bool) {
    let wasExtended = cpu_read_msr(Self.control) & Self.isExtended != 0
    self.address = isExtended || wasExtended ? nil : address
    Self.enable(self.address)
    // On every PC the second line is the non-maskable interrupt: hardware errors, or a person who wants a report. One
    // CPU takes it, or each would begin a report of its own.
    Self.write(.localLine1, Self.nonMaskable, self.address)
    Self.write(.initialCount, .max, self.address)
    let nanoseconds = IntervalTimer.wait(milliseconds: 10)
    let ticks = UInt64(UInt32.max - Self.read(.currentCount, self.address))
    Self.write(.initialCount, 0, self.address)
    scale = max((ticks << 32) / nanoseconds, 1)
  }

  /// Turns on the controller of a CPU that was started.
  func enable() { Self.enable(address) }

  private static func enable(_ address: UInt64?) {
    let value = cpu_read_msr(control)
    if let address {
      // Firmware may have left it off, or in another place.
      cpu_write_msr(control, value & 0x3ff | address | isEnabled)
    } else {
      cpu_write_msr(control, value | isEnabled)
      cpu_write_msr(control, value | isEnabled | isExtended)
    }
    write(.spurious, 1 << 8 | UInt32(spuriousVector), address)
    write(.taskPriority, 0, address)
    write(.localLine0, masked, address)
    write(.localLine1, masked, address)
    write(.errors, masked, address)
    write(.divider, 0b1011, address)  // by one
    write(.timer, UInt32(timerVector), address)
    write(.initialCount, 0, address)
  }

  private static func read(_ register: Register, _ address: UInt64?) -> UInt32 {
    guard let address else {
      return UInt32(truncatingIfNeeded: cpu_read_msr(firstExtendedRegister + register.rawValue / 16))
    }
    return cpu_load32(apus_physical_window() + address + UInt64(register.rawValue))
  }

  @inline(__always)
  private static func write(_ register: Register, _ value: UInt32, _ address: UInt64?) {
    guard let address else {
      return cpu_write_msr(firstExtendedRegister + register.rawValue / 16, UInt64(value))
    }
    cpu_store32(apus_physical_window() + address + UInt64(register.rawValue), value)
  }

  /// What interrupts are addressed to.
  var identity: UInt32 {
    let value = Self.read(.identity, address)
    return address == nil ? value : value >> 24
  }

  // MARK: Timer

  /// One interrupt after `nanoseconds`, or earlier where the counter is too short for that.
  func arm(nanoseconds: UInt64) {
    let (high, low) = nanoseconds.multipliedFullWidth(by: scale)
    let ticks = high >> 32 == 0 ? high << 32 | low >> 32 : .max
    Self.write(.initialCount, UInt32(clamping: max(ticks, 1)), address)
  }

  /// The controllers are used by their model-specific registers.
  var isExtended: Bool { address == nil }

  func endInterrupt() { Self.write(.endOfInterrupt, 0, address) }

  // MARK: Other CPUs

  /// `wakeVector` on another CPU.
  func sendWake(to identity: UInt32) {
    send(Message.fixed | Message.asserted | UInt32(Self.wakeVector), to: identity)
  }

  /// An interrupt on this CPU itself.
  func raise(_ vector: UInt8) { send(Message.fixed | Message.asserted | UInt32(vector), to: identity) }

  /// Resets a CPU: it waits for its start.
  func sendInitialise(to identity: UInt32) { send(Message.initialise | Message.asserted, to: identity) }

  /// Starts a CPU at physical page `page`, in real mode.
  func sendStart(to identity: UInt32, page: UInt8) {
    send(Message.start | Message.asserted | UInt32(page), to: identity)
  }

  /// Interrupts all other CPUs, whatever they do.
  func stopOthers() { send(Message.nonMaskable | Message.asserted | Message.toAllOthers, to: 0) }

  private func send(_ message: UInt32, to identity: UInt32) {
    guard address != nil else {
      return cpu_write_msr(
        Self.firstExtendedRegister + Register.command.rawValue / 16, UInt64(identity) << 32 | UInt64(message))
    }
    Self.write(.commandTarget, identity << 24, address)
    Self.write(.command, message, address)
    // The next message must not overtake this one; it takes some hundred cycles at most.
    for _ in 0..<100_000 where Self.read(.command, address) & Message.isPending != 0 { cpu_pause() }
  }
}
