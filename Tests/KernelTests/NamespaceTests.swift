// Namespaces as handles: what a program can start others with, be it more or less than it sees itself.

import ABI
import Testing

@testable import KernelCore

@Suite struct NamespaceTests {
  private static func seen(_ program: Program, _ paths: [String]) throws -> [String] {
    try paths.filter { path in
      let failure = try program.failure { _ = try program.open(path, .read) }
      #expect(failure == nil || failure == .noSuchDevice)
      return failure == nil
    }
  }

  private static func part(_ program: Program, _ whole: UInt64, _ names: String) throws -> UInt64 {
    try program.duplicate(whole, name: names)
  }

  @Test func aHandleGrantsWhatItsHolderDoesNotSee() {
    World.run { program in
      let image = try program.open("memory:initfs", .read)
      let whole = try program.open("proc:namespace", .read)
      let events = try Self.part(program, whole, "event\npipe")
      let child = try program.spawn("child", handles: [image, events], namespace: "proc\nsys") { child in
        #expect(try Self.seen(child, ["sys:version", "event:"]) == ["sys:version"])
        let grandchild = try child.spawn(
          "grandchild", image: 0,
          change: { block in
            block.flags = .namespaceHandle
            block.namespace = 1
          }
        ) { grandchild in
          let seen = try Self.seen(grandchild, ["event:", "pipe:", "sys:version", "proc:"])
          #expect(seen == ["event:", "pipe:"])
        }
        _ = try child.wait(grandchild.handle)
      }
      _ = try program.wait(child.handle)
    }
  }

  @Test func aPartIsNeverMore() {
    World.run { program in
      let image = try program.open("memory:initfs", .read)
      let child = try program.spawn("child", handles: [image], namespace: "proc\nsys") { child in
        let own = try child.open("proc:namespace", .read)
        for (names, sysIsSeen) in [("event\nsys\nirq", true), ("event", false), ("\n", false)] {
          let part = try Self.part(child, own, names)
          // A part of a part that asks for the rest again does not get it.
          let again = try Self.part(child, part, "sys\nevent")
          let grandchild = try child.spawn(
            "grandchild", image: 0,
            change: { block in
              block.flags = .namespaceHandle
              block.namespace = again
            }
          ) { grandchild in
            let seen = try Self.seen(grandchild, ["event:", "sys:version", "proc:"])
            #expect(seen == (sysIsSeen ? ["sys:version"] : []))
          }
          _ = try child.wait(grandchild.handle)
        }
      }
      _ = try program.wait(child.handle)
    }
  }

  @Test func otherHandlesAreNoNamespaces() {
    World.run { program in
      for handle in [try program.open("event:"), UInt64(999)] {
        try program.expect(.badHandle) {
          try program.spawn("child") { block in
            block.flags = .namespaceHandle
            block.namespace = handle
          } _: { _ in
          }
        }
      }
      let whole = try program.open("proc:namespace", .read)
      try program.expect(.notSupported) { _ = try program.read(whole, 8) }
    }
  }
}
