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

  /// The controller of the CPUs; nil on a machine with the old hardware, which has one CPU.
  let local: LocalApic?
  /// There where `local` is.
  private let ioApics: IOApics?
  private var legacy = LegacyInterrupts()
  private var spread = InterruptSpread(lines: Int(KernelLimits.interruptLines))
  /// The local APICs that interrupts are sent to, by number of the CPU.
  private var targets: [UInt32] = []

  /// - Parameters:
  ///   - description: the MADT; nil on a machine without ACPI.
  ///   - prefersExtended: the CPUs' extended controllers are wanted where they are not needed.
  init(_ description: InterruptControllers?, processor: Processor, prefersExtended: Bool) {
    if let description, !description.ioApics.isEmpty {
      let needsExtended = prefersExtended || description.processors.contains { $0 > 254 }
      let local = LocalApic(
        address: description.localApic, isExtended: needsExtended && processor.hasExtendedApic)
      self.local = local
      ioApics = IOApics(description)
      join(0, identity: local.identity)
    } else {
      local = nil
      ioApics = nil
      legacy.setMasked(IntervalTimer.line, false)
    }
  }

  /// CPU `number` takes interrupts from now on, if a message has room for its name.
  func join(_ number: Int, identity: UInt32) {
    while targets.count <= number { targets.append(.max) }
    targets[number] = identity
    if identity < 0xff { spread.join(number) }
  }

  private func target(of line: UInt32) -> UInt32 { targets[spread.home(of: Int(line))] }

  func take(_ vector: UInt8) -> Source {
    guard let local, let ioApics else { return takeLegacy(vector) }
    if vector == LocalApic.spuriousVector { return .spurious }
    defer { local.endInterrupt() }
    if vector == LocalApic.timerVector { return .timer }
    if vector == LocalApic.wakeVector { return .wake }
    guard let line = ioApics.line(ofVector: vector) else { return .spurious }
    // A level stays up until the driver has served the device; an edge must not be masked (IOApics.swift).
    if ioApics.wiring(line).isLevelTriggered { ioApics.setMasked(line, true, target: target(of: line)) }
    return .line(line)
  }

  private func takeLegacy(_ vector: UInt8) -> Source {
    guard vector >= LegacyInterrupts.firstVector, vector < LegacyInterrupts.firstVector + 16 else { return .spurious }
    let line = UInt32(vector - LegacyInterrupts.firstVector)
    if legacy.isSpurious(line) { return .spurious }
    if line != IntervalTimer.line { legacy.setMasked(line, true) }
    legacy.endInterrupt(line)
    return line == IntervalTimer.line ? .timer : .line(line)
  }

  func setMasked(_ line: UInt32, _ isMasked: Bool) {
    guard let ioApics else { return legacy.setMasked(line, isMasked) }
    if messageLines.contains(line) {
      // Nothing of it can be masked; whoever claims it next may be sent elsewhere.
      if isMasked { spread.release(Int(line)) }
    } else {
      ioApics.setMasked(line, isMasked, target: target(of: line))
    }
  }

  /// Lines that devices raise with messages, which no I/O APIC has a part in.
  var messageLines: Range<UInt32> { ioApics == nil ? 0..<0 : IOApics.messageLines }

  /// The message that raises a line on its CPU.
  func message(ofLine line: UInt32) -> InterruptMessage {
    guard let local else { return InterruptMessage() }
    return Self.message(
      vector: line + UInt32(IOApics.firstVector), isLevelTriggered: false, target: target(of: line), local)
  }

  /// Fixed delivery to one CPU (Intel SDM volume 3, section 11.11).
  private static func message(
    vector: UInt32, isLevelTriggered: Bool, target: UInt32, _ local: LocalApic
  ) -> InterruptMessage {
    InterruptMessage(
      address: 0xfee0_0000 | UInt64(target) << 12, data: vector | (isLevelTriggered ? 3 << 14 : 0),
      isExtended: local.isExtended ? 1 : 0)
  }

  // MARK: Remapping

  /// What each pin of the I/O APICs sends, by its global interrupt. Their CPUs are settled with that.
  func lineMessages() -> [InterruptMessage] {
    guard let local, let ioApics else { return [] }
    return (0..<ioApics.interruptCount).map { interrupt in
      let line = ioApics.line(ofInterrupt: interrupt)
      return Self.message(
        vector: interrupt + UInt32(IOApics.firstVector), isLevelTriggered: ioApics.wiring(line).isLevelTriggered,
        target: target(of: line), local)
    }
  }

  /// From now on each pin names the entry of its own number in the remapping table. What came between the moment that
  /// the table was switched on and now is lost, and a device whose edge was lost would never raise another: so each
  /// such line that somebody listens to is raised here once.
  func remapLines() {
    guard let local, let ioApics else { return }
    for vector in ioApics.remap() { local.raise(vector) }
  }

  func armTimer(nanoseconds: UInt64) {
    if let local { local.arm(nanoseconds: nanoseconds) } else { IntervalTimer.arm(nanoseconds: nanoseconds) }
  }
}
