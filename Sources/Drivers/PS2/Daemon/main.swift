// ps2d: keyboard and mouse of an i8042 controller, to `input:`.
//
// Inherits `ports` (60 to 64), `irq-keyboard` and `irq-mouse`; all decisions are PS2Core's. Sleeps between interrupts.

import ABI
import System

do throws(Errno) {
  guard let ports = CurrentProcess.takeHandle(named: "ports"),
    let keyboard = CurrentProcess.takeHandle(named: "irq-keyboard"),
    let mouse = CurrentProcess.takeHandle(named: "irq-mouse")
  else { throw .badHandle }
  let daemon = try PS2Daemon(ports: ports, keyboard: keyboard, mouse: mouse)
  try daemon.run()
} catch {
  Streams.printError("ps2d: \(error.message)")
  CurrentProcess.exit(1)
}
