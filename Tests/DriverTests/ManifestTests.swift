// The manifest of services: what is read, and that mistakes are named with their line.

import ABI
import InitCore
import Testing

struct ManifestTests {
  @Test func readsEverySetting() throws {
    let manifest = try Manifest(
      parsing: """
        # drivers
        [inputd]
        program = initfs:inputd
        provides = input

        [ps2d]
        program  = initfs:ps2d
        arguments = --verbose  -x
        requires = input
        schemes  = debug input
        handles  = ports=memory:ports/60/5 keyboard=irq:1
        restart  = on-failure
        priority = interrupt
        user = 7
        hang = 500
        start = manual
        """)
    #expect(manifest.services.map(\.name) == ["inputd", "ps2d"])
    let service = try #require(manifest.service(named: "ps2d"))
    #expect(service.program == "initfs:ps2d")
    #expect(service.arguments == ["--verbose", "-x"])
    #expect(service.requires == ["input"])
    #expect(service.grants.map(\.path) == ["memory:ports/60/5", "irq:1"])
    #expect(service.restart == .onFailure)
    #expect(service.priority == .interrupt)
    #expect(service.user == 7)
    #expect(service.hang == 500 && manifest.services[0].hang == 0)
    #expect(service.manual)
  }

  @Test(arguments: [
    ("program = x", 1, "has to come before"),
    ("[a]\nprogram", 2, "key = value"),
    ("[a]\nprogram = x\ncolour = red", 3, "unknown setting"),
    ("[a]\nprogram = x\nrestart = maybe", 3, "none of always, on-failure, never"),
    ("[a]\nprogram = x\nuser = root", 3, "no number"),
    ("[a]\nprogram = x\nhang = soon", 3, "no number"),
    ("[a]\nprogram = x\nhandles = irq:1", 3, "name=path"),
    ("[a]\nprogram = x\n[a]\nprogram = y", 3, "defined already, on line 1"),
    ("[a]\nrestart = never", 1, "no program"),
    ("[a]\nprogram = x\nrequires = moon", 1, "nobody provides"),
    ("[a]\nprogram = x\nprovides = s\n[b]\nprogram = y\nprovides = s", 4, "both provide"),
    ("[a]\nprogram = x\nprovides = s\nrequires = t\n[b]\nprogram = y\nprovides = t\nrequires = s", 1, "wait for"),
  ])
  func namesTheMistake(text: String, line: Int, message: String) {
    do throws(ManifestError) {
      _ = try Manifest(parsing: text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.line == line)
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  @Test func randomTextNeverTraps() {
    var state: UInt64 = 11
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(Array("[]=# \nabc:\u{e9}".utf8)[Int((state >> 33) % 12)])
      }
      _ = try? Manifest(parsing: String(decoding: bytes, as: UTF8.self))
    }
  }
}
