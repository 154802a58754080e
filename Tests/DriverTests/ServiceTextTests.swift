// What `service:` says.

import ABI
import InitCore
import Testing

struct ServiceTextTests {
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func aServiceInALineAndWithItsLastFault() throws {
    var supervisor = try SupervisorTests.make()
    _ = supervisor.begin()
    _ = supervisor.spawned(0, process: 10, now: 0)
    #expect(Self.text(ServiceText.line(supervisor.entries[0])) == "server\trunning\t10\t0\t\n")
    let well = "name      server\nprogram   initfs:server\nstate     running\nprocess   10\nrestarts  0\n"
    #expect(Self.text(ServiceText.details(supervisor.entries[0])) == well)
    let report = Array("fault: server, process 10, thread 1: page fault\n  in 0x1234 main + 4\n".utf8)
    let status = SupervisorTests.status(code: 1, .faulted)
    _ = supervisor.exited(process: 10, status, fault: report, now: 1)
    let ill = Self.text(ServiceText.details(supervisor.entries[0]))
    #expect(
      ill.hasPrefix(
        "name      server\nprogram   initfs:server\nstate     starting\nrestarts  1\nlast end  crashed (page fault)\n")
    )
    #expect(!ill.contains("away"))
    _ = supervisor.spawned(0, process: 11, now: 1_000_000)
    _ = supervisor.schemeRegistered("thing", now: 12_345_678)
    #expect(Self.text(ServiceText.details(supervisor.entries[0])).contains("\naway      12.3 ms, 12.3 ms at most\n"))
    #expect(ill.hasSuffix("\n\nlast fault: server, process 10, thread 1: page fault\n  in 0x1234 main + 4\n"))
  }
}
