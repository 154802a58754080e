// The I/O APICs: where devices' interrupts go (Intel 82093AA data sheet).
//
// Edge-triggered lines are never masked while an interrupt is under way: an edge that comes meanwhile would be lost,
// and with it every later one of a device that waits for its answer.

import KernelCore
import KernelEntry

/// All I/O APICs of the machine as one controller of global interrupts.
struct IOApics {
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
  private let target: UInt32

  init(_ description: InterruptControllers, target: UInt32) {
    isaLines = description.isaLines
    self.target = target
    for apic in description.ioApics {
      let base = KernelLayout.physicalWindow + apic.address
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
    let interrupt = UInt32(vector - Self.firstVector)
    for line in 0..<UInt32(16) where isaLines[Int(line)].interrupt == interrupt { return line }
    return interrupt
  }

  func setMasked(_ line: UInt32, _ isMasked: Bool) {
    let wiring = wiring(line)
    guard wiring.interrupt < Self.maximumInterrupts else { return }
    for controller in controllers
    where wiring.interrupt >= controller.first && wiring.interrupt - controller.first < controller.count {
      var entry = UInt64(target) << 56 | UInt64(wiring.interrupt) + UInt64(Self.firstVector)
      if wiring.isActiveLow { entry |= 1 << 13 }
      if wiring.isLevelTriggered { entry |= 1 << 15 }
      if isMasked { entry |= 1 << 16 }
      Self.write(controller.base, wiring.interrupt - controller.first, entry)
    }
  }
}
