// init: the first program. Reads the manifest from the boot image, starts the services, looks after them, and serves
// `service:` for whoever asks or commands.
//
// Not: deciding (InitCore's Supervisor does), reading archives (Archive). When the manifest cannot be read there is
// nothing to run: the reason goes to the console and the machine waits to be turned off.

import ABI
import Archive
import InitCore
import System

do throws(StartError) {
  let image = try BootFiles()
  let manifest = try image.manifest()
  let caretaker = try Caretaker(image, manifest)
  try caretaker.run()
} catch {
  Console.write("init: \(error.message)")
}
Console.write("init: nothing left to do; turn the machine off")
while true { SystemClock.sleep(until: .max) }
