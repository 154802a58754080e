// ostests: the tests that only a running kernel can pass. Isolation first: each attempt in a process of its own, which
// has to end as it should, with every frame, handle and process back afterwards.
//
// Prints a line for each failure and ends with `N passed, N failed`. With an argument it is one of those processes.

import ABI
import System
import SystemEntry

let arguments = Array(CurrentProcess.arguments.dropFirst())
switch arguments.first {
case nil: CurrentProcess.exit(Report.runEverything() ? 0 : 1)
case .some(let role):
  if let status = Stress.play(arguments) ?? AffinityTests.play(arguments) { CurrentProcess.exit(status) }
  Roles.play(role)
}

/// What the children do.
enum Roles {
  static func play(_ role: String) {
    if role.utf8.elementsEqual("random-calls".utf8) { return RandomCalls.run() }
    if role.utf8.elementsEqual("thread-in-kernel".utf8) { return startThreadInKernel() }
    if role.utf8.elementsEqual("deaf".utf8) { return registerAndSleep() }
    if role.utf8.elementsEqual("page-server".utf8) { return PageServer.run() }
    if let status = ServedTests.play(role) { CurrentProcess.exit(status) }
    if let status = MemoryTests.play(role) { CurrentProcess.exit(status) }
    if let probe = Probe(rawValue: role) { probe.attempt() }
  }

  /// A service that does not receive.
  private static func registerAndSleep() {
    guard let server = try? Handle.open(":deaf", [.create, .read, .write]) else { return }
    SystemClock.sleep(until: .max)
    server.close()
  }

  private static func startThreadInKernel() {
    let page = Scratch.page()
    _ = apus_syscall4(Syscall.threadCreate.rawValue, 0x7d80_0010_0000, page + 4096, 0, .max)
    _ = apus_syscall4(Syscall.threadCreate.rawValue, 0x8000_0000_0000_0000, .max, 0, 1 << 63)
    SystemClock.sleep(milliseconds: 20)
  }
}
