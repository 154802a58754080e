// edutest: a driver for QEMU's `edu` device, as small as drivers get, which tries what its grant gives it and what it
// does not. Specification: QEMU, docs/specs/edu.rst.
//
// Prints a line for each failure and ends with `edutest: N passed, N failed`. With the argument `confined` the machine
// has an IOMMU, and the device is aimed at memory that is not its driver's; with `orphan` pcid is killed at the end.
// Given a disk instead, it tries an NVMe controller's messages; given a second device, it takes orders (AimTrial).

import ABI
import PCIClient
import System

do throws(Errno) {
  if let disk = CurrentProcess.takeHandle(named: "disk") {
    let trial = NVMeTrial(try PCIDevice(disk))
    try trial.run()
    CurrentProcess.exit(0)
  }
  guard let handle = CurrentProcess.takeHandle(named: "device") else { throw .badHandle }
  let device = try PCIDevice(handle)
  if let second = CurrentProcess.takeHandle(named: "second") {
    try AimTrial(device, try PCIDevice(second)).run()
  }
  let trial = try EduTrial(device)
  let arguments = CurrentProcess.arguments.dropFirst()
  try trial.run(
    isConfined: arguments.contains { $0.utf8.elementsEqual("confined".utf8) },
    orphans: arguments.contains { $0.utf8.elementsEqual("orphan".utf8) })
} catch {
  Streams.print("edutest: \(error.name): \(error.message)")
  CurrentProcess.exit(1)
}
