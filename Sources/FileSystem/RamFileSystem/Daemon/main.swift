// ramfs: serves `file:`, the live system's root, from memory. It is filled from the boot image before anybody can open
// a file; what is written later lasts until the machine is switched off.

import ABI
import SchemeServer
import System

func run() {
  let server = FileServer(byteQuota: MachineMemory.quota)
  do throws(RootFailure) {
    try RootImage.unpack(into: server)
  } catch {
    Streams.printError("ramfs: \(error.message)")
  }
  do throws(Errno) {
    try SchemePort(registering: "file").serve(server)
  } catch {
    Streams.printError("ramfs: \(error.message)")
    CurrentProcess.exit(1)
  }
}

run()
