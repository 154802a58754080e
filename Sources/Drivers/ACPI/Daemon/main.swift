// acpid: serves `power:` (System/Protocols/Power.swift): turns the machine off and restarts it.
//
// Inherits the tables (`fadt`, `dsdt`), `registers` (acpi:registers: just the ports that the FADT names) and
// `keyboard-controller` (port 64, whose reset line older machines have instead of a reset register). Which ports do
// what is ACPICore's FixedHardware.

import ABI
import ACPICore
import SchemeServer
import System

/// The ports of the FADT.
struct PowerPorts: ~Copyable {
  private let registers: Handle

  init(_ registers: consuming Handle) { self.registers = registers }

  func read16(_ port: UInt16) -> UInt16 {
    var buffer: [UInt8] = [0, 0]
    _ = try? registers.read(into: &buffer, at: UInt64(port))
    return UInt16(buffer[0]) | UInt16(buffer[1]) << 8
  }

  func write(_ port: UInt16, _ value: UInt16) { _ = try? registers.write(recordBytes(value).span, at: UInt64(port)) }
  func write(_ port: UInt16, _ value: UInt8) { _ = try? registers.write([value].span, at: UInt64(port)) }
}

final class PowerServer: SchemeServer {
  private let hardware: FixedHardware?
  private let ports: PowerPorts

  init(_ hardware: FixedHardware?, _ ports: consuming PowerPorts) {
    self.hardware = hardware
    self.ports = ports
  }

  func open(_ path: borrowing Span<UInt8>, flags: OpenFlags, caller: Caller) throws(Errno) -> Answer {
    guard path.isEmpty else { throw .noSuchEntry }
    return .result(1)
  }

  func write(_ id: UInt64, _ data: borrowing Span<UInt8>, offset: UInt64, caller: Caller) throws(Errno) -> Answer {
    let word = data.text.utf8.split { $0 == 0x20 || $0 == 0x0A }.first.map { String(Substring($0)) } ?? ""
    guard let hardware else { throw .notSupported }
    switch word {
    case "shutdown": turnOff(hardware)
    case "reboot": restart(hardware)
    default: throw .invalidArgument
    }
    // Still running: the firmware did not do it.
    SystemClock.sleep(milliseconds: 1000)
    throw .inputOutput
  }

  private func turnOff(_ hardware: FixedHardware) {
    if let command = hardware.commandPort, hardware.acpiEnable != 0,
      ports.read16(hardware.controlA) & FixedHardware.interruptEnable == 0
    {
      ports.write(command, hardware.acpiEnable)
      SystemClock.sleep(milliseconds: 100)
    }
    ports.write(hardware.controlA, hardware.offValues.a)
    if let second = hardware.controlB { ports.write(second, hardware.offValues.b) }
  }

  private func restart(_ hardware: FixedHardware) {
    if let reset = hardware.reset {
      ports.write(reset.port, reset.value)
      SystemClock.sleep(milliseconds: 100)
    }
    // Pulses the reset line (i8042 command FE).
    _ = try? CurrentProcess.takeHandle(named: "keyboard-controller")?.write([0xFE].span, at: 0)
  }
}

do throws(Errno) {
  guard let registers = CurrentProcess.takeHandle(named: "registers") else { throw .badHandle }
  let fadt = try CurrentProcess.takeHandle(named: "fadt")?.readAll(limit: 4096) ?? []
  let dsdt = try CurrentProcess.takeHandle(named: "dsdt")?.readAll(limit: 4 << 20) ?? []
  let hardware = FixedHardware(fadt: fadt, dsdt: dsdt)
  if hardware == nil { Streams.printError("acpid: the firmware's tables do not say how to turn the machine off") }
  let port = try SchemePort(registering: "power")
  try port.serve(PowerServer(hardware, PowerPorts(registers)))
} catch {
  Streams.printError("acpid: \(error.message)")
  CurrentProcess.exit(1)
}
