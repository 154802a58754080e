// taskset: the CPUs that a program may run on.
//
// It restricts itself, and what it starts inherits that. Specification: taskset(1) of util-linux.

import ABI
import System
import UtilitySupport

let tasksetProgram = Utility(
  "taskset", "[-c] SET PROGRAM [ARGUMENT]... | -p [-c] [SET] PROCESS",
  "Run a program on some CPUs alone, or tell or change where a process runs (-c: lists like 0,2-3, not masks).",
  takesRawArguments: true
) { tool in
  guard let wanted = AffinityRequest(tool.operands) else {
    return tool.usageError("expected a set of CPUs and a program, or -p and a process")
  }
  switch wanted.subject {
  case .process(let number):
    let name = "pid \(number)"
    do throws(Errno) {
      let process = try Handle.open("proc:\(number)")
      tool.output.write("\(name)'s current affinity \(wanted.text(try Affinity.read(process)))\n")
      if let set = wanted.set {
        tool.output.write("\(name)'s new affinity \(wanted.text(try Affinity.set(process, set)))\n")
      }
      return 0
    } catch {
      tool.report(name, error)
      return 1
    }
  case .program(let command):
    guard let program = command.first, let set = wanted.set else { return 1 }
    do throws(Errno) { try Affinity.set(Handle.open("proc:self"), set) } catch {
      tool.report("cannot run there", error)
      return 1
    }
    do throws(Errno) {
      return try SpawnRequest(program, command).start().wait().shellStatus
    } catch {
      tool.report(program, error)
      return error == .noSuchEntry ? 127 : 126
    }
  }
}
