// One face for the interrupt hardware: local and I/O APIC where ACPI describes them, the 8259 pair and the interval
// timer elsewhere.

import ABI
import KernelCore

/// Interrupt lines and the one-shot timer of the machine.
final class InterruptRouter {
  /// What a vector stands for.
  enum Source {
    case timer
    case line(UInt32)
    /// Another CPU calls.
    case wake
    /// Nothing: the interrupt was gone before it was taken.
    case spurious
  }

  private enum Hardware {
    case apic(LocalApic, IOApics)
    case legacy
  }

  private let hardware: Hardware
  private var legacy = LegacyInterrupts()

  /// - Parameter description: the MADT; nil on a machine without ACPI.
  init(_ description: InterruptControllers?, processor: Processor) {
    if let description, !description.ioApics.isEmpty {
      let needsExtended = description.processors.contains { $0 > 254 }
      let local = LocalApic(
        address: description.localApic, isExtended: needsExtended && processor.hasExtendedApic)
      hardware = .apic(local, IOApics(description, target: local.identity))
    } else {
      hardware = .legacy
      legacy.setMasked(IntervalTimer.line, false)
    }
  }

  func take(_ vector: UInt8) -> Source {
    switch hardware {
    case .apic(let local, let ioApics):
      if vector == LocalApic.spuriousVector { return .spurious }
      defer { local.endInterrupt() }
      if vector == LocalApic.timerVector { return .timer }
      if vector == LocalApic.wakeVector { return .wake }
      guard let line = ioApics.line(ofVector: vector) else { return .spurious }
      // A level stays up until the driver has served the device; an edge must not be masked (IOApics.swift).
      if ioApics.wiring(line).isLevelTriggered { ioApics.setMasked(line, true) }
      return .line(line)
    case .legacy:
      guard vector >= LegacyInterrupts.firstVector, vector < LegacyInterrupts.firstVector + 16 else { return .spurious }
      let line = UInt32(vector - LegacyInterrupts.firstVector)
      if legacy.isSpurious(line) { return .spurious }
      if line != IntervalTimer.line { legacy.setMasked(line, true) }
      legacy.endInterrupt(line)
      return line == IntervalTimer.line ? .timer : .line(line)
    }
  }

  func setMasked(_ line: UInt32, _ isMasked: Bool) {
    switch hardware {
    case .apic(_, let ioApics): ioApics.setMasked(line, isMasked)
    case .legacy: legacy.setMasked(line, isMasked)
    }
  }

  /// Lines that devices raise with messages, which no I/O APIC has a part in.
  var messageLines: Range<UInt32> {
    if case .apic = hardware { IOApics.messageLines } else { 0..<0 }
  }

  /// The message for this CPU (Intel SDM volume 3, section 11.11): fixed delivery, an edge.
  func message(ofLine line: UInt32) -> InterruptMessage {
    guard case .apic(let local, _) = hardware else { return InterruptMessage() }
    return InterruptMessage(
      address: 0xfee0_0000 | UInt64(local.identity) << 12, data: line + UInt32(IOApics.firstVector))
  }

  func armTimer(nanoseconds: UInt64) {
    switch hardware {
    case .apic(let local, _): local.arm(nanoseconds: nanoseconds)
    case .legacy: IntervalTimer.arm(nanoseconds: nanoseconds)
    }
  }

  /// The controller of the CPUs; nil on a machine with the old hardware, which has one CPU.
  var local: LocalApic? {
    if case .apic(let local, _) = hardware { return local }
    return nil
  }
}
