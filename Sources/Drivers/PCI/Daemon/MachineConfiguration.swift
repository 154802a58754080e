// The configuration space of this machine: the window that the firmware names where there is one, else the two ports.

import ABI
import PCICore
import System

/// Configuration access as this machine has it.
final class MachineConfiguration: ConfigurationSpace {
  private let ports: PortConfiguration<HandlePorts>
  private let window: (place: ConfigurationWindow, memory: DeviceMemory)?

  /// - Parameter mcfg: the firmware's table; empty where there is none.
  init(_ hardware: Hardware, mcfg: [UInt8]) throws(Errno) {
    ports = PortConfiguration(HandlePorts(try hardware.ports(0xCF8, 8)))
    window = Self.map(hardware, mcfg, checkedBy: ports)
  }

  /// The window, if bus 0's first function looks there as it does through the ports: firmware can be wrong.
  private static func map(_ hardware: Hardware, _ mcfg: [UInt8], checkedBy ports: PortConfiguration<HandlePorts>)
    -> (ConfigurationWindow, DeviceMemory)?
  {
    let first = FunctionAddress(bus: 0, device: 0, function: 0)
    guard let place = ConfigurationWindow(mcfg: mcfg),
      let handle = try? hardware.registers(place.start, UInt64(place.length)),
      let memory = try? DeviceMemory(handle.raw, length: place.length),
      memory.read32(0) == ports.read(first, ConfigurationRegister.identity)
    else { return nil }
    return (place, memory)
  }

  var length: Int { window == nil ? ports.length : 4096 }

  func read(_ address: FunctionAddress, _ offset: Int) -> UInt32 {
    guard let window, let place = window.place.offset(of: address, offset) else { return ports.read(address, offset) }
    return window.memory.read32(place)
  }

  func write(_ address: FunctionAddress, _ offset: Int, _ value: UInt32) {
    guard let window, let place = window.place.offset(of: address, offset) else {
      return ports.write(address, offset, value)
    }
    window.memory.write32(place, value)
  }
}
