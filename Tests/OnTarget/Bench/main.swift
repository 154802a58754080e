// The kernel's figures, one row a line: `apus NAME VALUE` (instructions under `make bench`, TSC ticks elsewhere).
//
// It is the first program of the bench image, so that nothing else runs beside it; with an argument it is the other
// process of a row, or the row about input, which needs the drivers (Tests/System/bench.services). `only=PART` on the
// kernel's command line limits it to rows whose name contains PART.

import ABI
import System

switch CurrentProcess.arguments.dropFirst().first.map({ Array($0.utf8) }) ?? [] {
case Array("serve".utf8): Partner.serve()
case Array("echo".utf8): Partner.echo()
case Array("yield".utf8): Partner.yield()
case Array("exit".utf8): break
case Array("busy".utf8): Partner.keepBusy()
case Array("input".utf8):
  do throws(Errno) { try InputRow().run() } catch { Console.write("bench: \(error.message)") }
default:
  let meter = Meter(only: BootOptions.value(of: "only"))
  meter.kernelRows()
  if let program = OwnProgram.find() {
    do throws(Errno) { try meter.processRows(program) } catch { Console.write("bench: \(error.message)") }
  } else {
    Console.write("bench: no boot image to start partners from")
  }
  do throws(Errno) { try meter.fileRows() } catch { Console.write("bench: \(error.message)") }
  Console.write("bench: end")
  if CurrentProcess.id == 1 { SystemClock.sleep(until: .max) }
}
