// Does with two devices what it is told on the console, a line at a time, and says whose interrupts came of it: so
// that somebody outside can aim one device at the other's.
//
//   raise, other         an interrupt of the first device, of the second
//   write ADDRESS VALUE  (hexadecimal) 32 bits by the first device's DMA

import ABI
import PCIClient
import System

/// Two of QEMU's teaching devices.
final class AimTrial {
  private static let buffer: UInt64 = 0x40000
  /// How long an interrupt may take.
  private static let patience: UInt64 = 300_000_000

  /// Whose claims last as long as these.
  private let devices: [PCIDevice]
  private let registers: [DeviceMemory]
  private let interrupts: [RawHandle]
  private let memory: DMABuffer
  private let console: Handle
  private var events: EventQueue

  init(_ first: PCIDevice, _ second: PCIDevice) throws(Errno) {
    devices = [first, second]
    registers = [try first.registers(bar: 0), try second.registers(bar: 0)]
    interrupts = [try first.interrupt().release(), try second.interrupt().release()]
    memory = try first.memory(length: 4096)
    console = try Handle.open("debug:", .read)
    events = try EventQueue()
    for (place, interrupt) in interrupts.enumerated() {
      try events.subscribe(interrupt, .readable, userData: UInt64(place))
    }
  }

  func run() throws(Errno) {
    Streams.print("aimtest: ready")
    while true {
      let words = try readLine().split(separator: 0x20)
      let numbers = words.dropFirst().map { UInt64(String(decoding: $0, as: UTF8.self), radix: 16) ?? 0 }
      switch words.first.map({ String(decoding: $0, as: UTF8.self) }) ?? "" {
      case let word where word.utf8.elementsEqual("raise".utf8): registers[0].write32(EduRegister.raise, 1)
      case let word where word.utf8.elementsEqual("other".utf8): registers[1].write32(EduRegister.raise, 1)
      default:
        guard numbers.count == 2 else { throw .invalidArgument }
        write(UInt32(truncatingIfNeeded: numbers[1]), to: numbers[0])
      }
      let heard = try listen()
      Streams.print("aimtest: heard \(heard[0]) \(heard[1])")
    }
  }

  private func readLine() throws(Errno) -> [UInt8] {
    var line: [UInt8] = []
    var byte: [UInt8] = [0]
    while try console.read(into: &byte) == 1, byte[0] != 0x0A { line.append(byte[0]) }
    return line
  }

  private func write(_ value: UInt32, to address: UInt64) {
    memory.memory.write32(0, value)
    transfer(memory.deviceAddress, Self.buffer, 1)
    transfer(Self.buffer, address, 3)
  }

  /// Without an interrupt at the end.
  private func transfer(_ source: UInt64, _ target: UInt64, _ command: UInt64) {
    registers[0].write64(EduRegister.source, source)
    registers[0].write64(EduRegister.target, target)
    registers[0].write64(EduRegister.count, 4)
    registers[0].write64(EduRegister.command, command)
    for _ in 0..<100 where registers[0].read64(EduRegister.command) & 1 != 0 { SystemClock.sleep(milliseconds: 10) }
  }

  /// Interrupts of each device.
  private func listen() throws(Errno) -> [UInt64] {
    var heard: [UInt64] = [0, 0]
    let end = SystemClock.monotonic + Self.patience
    while SystemClock.monotonic < end {
      for event in try events.wait(deadline: end) {
        let place = Int(event.userData)
        var count = [UInt8](repeating: 0, count: 8)
        _ = try Streams.read(interrupts[place], into: &count)
        heard[place] += UInt64(count[0])
        registers[place].write32(EduRegister.acknowledge, registers[place].read32(EduRegister.interruptStatus))
        try Streams.write(interrupts[place], count.span)
      }
    }
    // Who was not heard has raised it all the same.
    for registers in registers {
      registers.write32(EduRegister.acknowledge, registers.read32(EduRegister.interruptStatus))
    }
    return heard
  }
}
