// The first steps of the system: init from the boot image, the console, exit.

import ABI
import Testing

@testable import KernelCore

@Suite struct StartTests {
  @Test func initRunsAndPrints() {
    let world = World()
    world.run { program in
      try program.write(1, Array("hello from init\n".utf8))
      #expect(try program.call(.identify, Identity.process.rawValue) == 1)
    }
    #expect(world.machine.text == "hello from init\r\nkernel: init has ended: status 0\r\n")
    #expect(world.errors.isEmpty)
    #expect(world.kernel.processes.count == 0)
    #expect(world.kernel.handleCount == 0)
    #expect(world.kernel.threadCount == 0)
    #expect(world.frames.freeCount == world.freeAtStart)
  }

  @Test func linesCarryTheTimeWhereTheCommandLineAsksForIt() {
    #expect(LineStamps(commandLine: Array("console timestamps\n".utf8)) == nil)
    var stamps = LineStamps(commandLine: Array("console times\n".utf8))
    func stamped(_ text: String, at time: UInt64) -> String? {
      let result = stamps?.stamped(Array(text.utf8), count: text.utf8.count, at: time)
      return result.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(stamped("one\ntw", at: 12_000_000_345) == "[12.000000345] one\n[12.000000345] tw")
    #expect(stamped("o\n", at: 12_500_000_000) == "o\n")
    #expect(stamped("", at: 1) == "")
    #expect(stamped("\n", at: 999_999_999) == "[0.999999999] \n")
  }

  @Test func withoutInitTheKernelSaysSo() {
    let world = World(image: TestImage.bootImage("other", TestImage.elf()))
    world.run { _ in }
    #expect(world.machine.text == "kernel: cannot start init: ENOENT\r\n")
  }
}
