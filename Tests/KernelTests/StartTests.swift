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

  @Test func withoutInitTheKernelSaysSo() {
    let world = World(image: TestImage.bootImage("other", TestImage.elf()))
    world.run { _ in }
    #expect(world.machine.text == "kernel: cannot start init: ENOENT\r\n")
  }
}
