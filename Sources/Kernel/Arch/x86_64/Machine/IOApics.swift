// The I/O APICs: where devices' interrupts go (Intel 82093AA data sheet).
//
// Edge-triggered lines are never masked while an interrupt is under way: an edge that comes meanwhile would be lost,
// and with it every later one of a device that waits for its answer.

import KernelCore
import KernelEntry

/// All I/O APICs of the machine as one controller of global interrupts.
final class IOApics {
  static let firstVector: UInt8 = 48
  /// Pins that get a vector, from 48 up.
  static let maximumInterrupts: UInt32 = 96
  /// Lines behind those, up to below the local timer's vector: devices raise them with messages.
  static let messageLines = maximumInterrupts..<0xf0 - 48

  private struct Controller {
    var base: UInt64
    var first: UInt32
    var count: UInt32
  }

  private var controllers: [Controller] = []
  private let isaLines: [InterruptControllers.Wiring]
  /// The pins' messages go through the IOMMU's table (Intel VT-d specification 4.1, section 5.1.5.1).
  private var isRemapped = false

  init(_ description: InterruptControllers) {
    isaLines = description.isaLines
    for apic in description.ioApics {
      let base = apus_physical_window() + apic.address
      cpu_store32(base, 1)
      let count = (cpu_load32(base + 0x10) >> 16 & 0xff) + 1
      controllers.append(Controller(base: base, first: apic.firstInterrupt, count: count))
      for pin in 0..<count { Self.write(base, pin, 1 << 16) }
    }
  }

  private static func write(_ base: UInt64, _ pin: UInt32, _ entry: UInt64) {
    cpu_store32(base, 0x10 + pin * 2 + 1)
    cpu_store32(base + 0x10, UInt32(truncatingIfNeeded: entry >> 32))
    cpu_store32(base, 0x10 + pin * 2)
    cpu_store32(base + 0x10, UInt32(truncatingIfNeeded: entry))
  }

  /// Lines 0 to 15 are ISA's, wired as the table says; above, lines are global interrupts as PCI uses them.
  func wiring(_ line: UInt32) -> InterruptControllers.Wiring {
    line < 16 ? isaLines[Int(line)] : .init(interrupt: line, isLevelTriggered: true, isActiveLow: true)
  }

  /// The line that raised `vector`, or nil.
  func line(ofVector vector: UInt8) -> UInt32? {
    guard vector >= Self.firstVector, vector < LocalApic.timerVector else { return nil }
    return line(ofInterrupt: UInt32(vector - Self.firstVector))
  }

  /// The line that a global interrupt stands for.
  func line(ofInterrupt interrupt: UInt32) -> UInt32 {
    for line in 0..<UInt32(16) where isaLines[Int(line)].interrupt == interrupt { return line }
    return interrupt
  }

  /// One past the highest global interrupt that gets a vector.
  var interruptCount: UInt32 {
    min(controllers.reduce(0) { max($0, $1.first + $1.count) }, Self.maximumInterrupts)
  }

  /// - Parameter target: the local APIC that takes the line; where it is remapped the table knows that.
  func setMasked(_ line: UInt32, _ isMasked: Bool, target: UInt32) {
    let wiring = wiring(line)
    guard wiring.interrupt < Self.maximumInterrupts else { return }
    for controller in controllers
    where wiring.interrupt >= controller.first && wiring.interrupt - controller.first < controller.count {
      var entry = UInt64(wiring.interrupt) + UInt64(Self.firstVector)
      entry |= isRemapped ? UInt64(wiring.interrupt) << 49 | 1 << 48 : UInt64(target) << 56
      if wiring.isActiveLow { entry |= 1 << 13 }
      if wiring.isLevelTriggered { entry |= 1 << 15 }
      if isMasked { entry |= 1 << 16 }
      Self.write(controller.base, wiring.interrupt - controller.first, entry)
    }
  }

  /// Every entry that is in use becomes one that names the table's entry of the same number.
  /// - Returns: the vectors of the lines whose edges may have been lost meanwhile.
  func remap() -> [UInt8] {
    isRemapped = true
    var edges: [UInt8] = []
    for interrupt in 0..<interruptCount {
      let line = line(ofInterrupt: interrupt)
      guard wiring(line).interrupt == interrupt, isUnmasked(interrupt) else { continue }
      setMasked(line, true, target: 0)
      setMasked(line, false, target: 0)
      if !wiring(line).isLevelTriggered { edges.append(UInt8(interrupt) + Self.firstVector) }
    }
    return edges
  }

  private func isUnmasked(_ interrupt: UInt32) -> Bool {
    for controller in controllers
    where interrupt >= controller.first && interrupt - controller.first < controller.count {
      cpu_store32(controller.base, 0x10 + (interrupt - controller.first) * 2)
      return cpu_load32(controller.base + 0x10) & 1 << 16 == 0
    }
    return false
  }
}
