// nproc: how many CPUs there are to run on.
//
// Specification: GNU coreutils 9.1, nproc.

import ABI
import System
import UtilitySupport

let nprocProgram = Utility(
  "nproc", "[OPTION]...", "Write how many CPUs this process may run on.",
  [
    OptionDescription("--all", "how many there are"),
    OptionDescription("--ignore=NUMBER", "so many less, but at least one"),
  ]
) { tool in
  if let extra = tool.operands.first { return tool.usageError("extra operand '\(extra)'") }
  let text = tool.options.value("ignore") ?? "0".bytes
  guard let ignored = text.decimal, ignored >= 0 else {
    tool.report("invalid number: '\(text.text)'")
    return 1
  }
  do throws(Errno) {
    let own = try Handle.open("proc:self")
    // What this process may is its own matter: it asks for all.
    let set = tool.has("all") ? try Affinity.set(own, ProcessorSet(bits: .max)) : try Affinity.read(own)
    tool.output.write("\(max(1, set.bits.nonzeroBitCount - min(ignored, 64)))\n")
    return 0
  } catch {
    tool.report("proc:self", error)
    return 1
  }
}
