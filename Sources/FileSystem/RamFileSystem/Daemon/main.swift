// ramfs: serves `file:`, the live system's root, from memory. It is filled from the boot image before anybody can open
// a file; what is written later lasts until the machine is switched off.

import ABI
import SchemeServer
import System

/// As much as half of the machine's memory may be files: the rest is for programs.
func byteQuota() -> Int {
  let smallest: UInt64 = 64 << 20
  guard let handle = try? Handle.open("sys:memory"), let bytes = try? handle.readAll(limit: 4_096),
    let status = try? bytes.span.record(MemoryStatus.self)
  else { return Int(smallest) }
  return Int(clamping: max(status.total / 2, smallest))
}

func run() {
  let server = FileServer(byteQuota: byteQuota())
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
