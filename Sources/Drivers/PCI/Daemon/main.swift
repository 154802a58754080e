// pcid: knows the devices on the PCI bus and hands them to drivers, each with its own registers, interrupts and memory
// and nothing else. Serves `pci:` (docs/schemes/pci.md).
//
// Inherits `memory` and `interrupts`, the authority to open device memory, ports and interrupts for others.

import ABI
import PCICore
import SchemeServer
import System

do throws(Errno) {
  guard let memory = CurrentProcess.takeHandle(named: "memory"),
    let interrupts = CurrentProcess.takeHandle(named: "interrupts")
  else { throw .badHandle }
  let hardware = Hardware(memory: memory, interrupts: interrupts)
  let mcfg = (try? Handle.open("acpi:MCFG").readAll(limit: 1 << 16)) ?? []
  let space = try MachineConfiguration(hardware, mcfg: mcfg)
  let dmar = (try? Handle.open("acpi:DMAR").readAll(limit: 1 << 16)) ?? []
  let madt = (try? Handle.open("acpi:APIC").readAll(limit: 1 << 16)) ?? []
  let server = PCIServer(space, hardware, dmar: dmar, madt: madt)
  let port = try SchemePort(registering: "pci")
  // The fast path serves; only where devices can be refused something there is more than one thing to wait for.
  if let faults = server.faults {
    let loop = try EventLoop()
    try loop.add(port.handle.raw) { _ in try? port.serveWaiting(server) }
    try loop.add(faults) { _ in server.reportFaults() }
    try loop.run()
  } else {
    try port.serve(server)
  }
} catch {
  Streams.printError("pcid: \(error.message)")
  CurrentProcess.exit(1)
}
