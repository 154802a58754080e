// contain: a program with fewer schemes than its caller has.
//
// The kernel holds it to them: a scheme outside of the namespace is "No such scheme" to the program and to whatever it
// starts. Its standard streams stay what they are.

import ABI
import System
import UtilitySupport

let containProgram = Utility(
  "contain", "[--without] SCHEME... -- PROGRAM [ARGUMENT]...",
  "Run a program that sees these schemes alone, or all but these.", takesRawArguments: true
) { tool in
  guard let wanted = Containment(tool.operands), let program = wanted.command.first else {
    return tool.usageError("expected schemes, -- and a program", 125)
  }
  let visible: [String]
  do throws(Errno) {
    visible = try FileSystem.readFile("sys:schemes", limit: 1 << 16).split(separator: 0x0A).map { Bytes($0).text }
  } catch {
    tool.report("sys:schemes", error)
    return 125
  }
  if let name = wanted.unknown(among: visible) {
    tool.report("\(name): no such scheme here (sys:schemes lists them)")
    return 125
  }
  do throws(Errno) {
    let namespace = try Namespace(wanted.namespace(of: visible))
    var request = SpawnRequest(program, wanted.command)
    request.namespace = namespace.handle.raw
    return try request.start().wait().shellStatus
  } catch {
    tool.report(program, error)
    return error == .noSuchEntry ? 127 : 126
  }
}
