// From the first Swift instruction to the first program: the order in which the machine is brought up.

import ABI
import KernelCore
import KernelEntry

/// Starts the kernel.
public enum Startup {
  /// Less RAM than this cannot hold the system: the kernel says so instead of failing somewhere later.
  private static let minimumMemory: UInt64 = 48 << 20

  public static func run() -> Never {
    unsafe kernelHeap.start()
    let processor = Processor()
    guard processor.hasNoExecute else { Panic.refuse("This processor cannot forbid the execution of data.") }
    processor.enableNoExecute()
    DescriptorTables.install()
    processor.protect()
    processor.enableSystemCalls()
    do throws(BootError) {
      try start(processor)
    } catch {
      Panic.refuse(error.message)
    }
  }

  private static func start(_ processor: Processor) throws(BootError) -> Never {
    // boot.S maps 4 GiB, and everything that is read before the window is complete lies there.
    let early = window(upTo: BootPageTables.bootWindow)
    let information = try readInformation(early)
    showScreen(information.framebuffer)
    let tables = BootPageTables(memory: early, processor: processor)
    tables.protectImage()
    let symbols = KernelSymbols(sectionHeaders: information.sectionHeaders, memory: early)
    unsafe Panic.symbols = symbols
    guard let initfs = information.modules.first(where: { $0.name == Array("initfs".utf8) }) else { throw .noInitfs }

    var usable = information.memoryMap.usable(
      without: symbols.ranges + [tables.imageRange, initfs.range], limit: KernelLayout.physicalLimit)
    let highest = usable.reduce(BootPageTables.bootWindow) { max($0, $1.start + $1.length) }
    guard usable.reduce(0, { $0 + $1.length }) >= minimumMemory else { throw .tooLittleMemory }
    let windowFrames = try carve(tables.windowFrames(upTo: highest), from: &usable)
    let ram = information.memoryMap.regions.filter { $0.kind != .reserved }.map { $0.range }
    tables.mapWindow(
      upTo: highest, isRam: { range in ram.contains { $0.start < range.end && $0.end > range.start } },
      frames: windowFrames)

    let memory = window(upTo: highest)
    let frames = FrameAllocator(memory: memory, usable: usable)
    unsafe kernelHeap.attach(frames)

    var boot = BootInformation()
    boot.kernelRoot = tables.root
    boot.bootImage = MemoryRange(start: initfs.range.start, length: initfs.range.length)
    boot.kernelImage = MemoryRange(start: tables.imageRange.start, length: tables.imageRange.length)
    boot.framebuffer = information.framebuffer ?? FramebufferDescription()
    boot.commandLine = information.commandLine
    boot.processorName = processor.name
    run(processor, memory, frames, information, boot)
  }

  /// Brings up interrupts and time, then Core, and goes to the first program.
  private static func run(
    _ processor: Processor, _ memory: PhysicalMemory, _ frames: FrameAllocator, _ information: MultibootInformation,
    _ bootInformation: BootInformation
  ) -> Never {
    var boot = bootInformation
    let firmware = Firmware(root: information.rootPointer, memory: memory)
    boot.acpiTables = firmware.tables
    boot.acpiPorts = firmware.fixed?.ports ?? []
    let clock = TimeStampClock()
    let serial = unsafe Panic.text.serial
    let machine = X86Machine(
      processor: processor, clock: clock, serial: serial, interrupts: InterruptRouter(firmware.interrupts),
      bootTime: RealTimeClock.now(centuryRegister: firmware.fixed?.centuryRegister ?? 0) &- clock.now)
    apus_set_stack_guard(machine.random() & ~0xff)
    let kernel = Kernel(machine: machine, frames: frames, boot: boot)
    RunningKernel.set(kernel, machine)
    serial.enableInput()
    if serial.isPresent { machine.unmaskInterrupt(SerialPort.line) }
    let first = unsafe kernel.start()
    // The screen is the programs' from here on; a panic takes it back.
    unsafe apus_resume(first)
  }

  private static func window(upTo end: UInt64) -> PhysicalMemory {
    // SAFETY: boot.S and `mapWindow` map [0, end) there, for the kernel's whole life.
    let base = unsafe UnsafeMutableRawPointer(bitPattern: UInt(KernelLayout.physicalWindow)).unsafelyUnwrapped
    return unsafe PhysicalMemory(base: base, length: end)
  }

  private static func readInformation(_ memory: PhysicalMemory) throws(BootError) -> MultibootInformation {
    let registers = apus_boot_registers()
    guard registers.magic == MultibootInformation.magic else { throw .noMultiboot }
    let address = UInt64(registers.information)
    let length = Int(memory.load(UInt32.self, at: address))
    guard length >= 8, length <= MultibootInformation.maximumLength else { throw .damagedInformation }
    return try MultibootInformation(Firmware.bytes(memory, address, length) ?? [])
  }

  private static func showScreen(_ framebuffer: FramebufferDescription?) {
    guard let framebuffer, framebuffer.address < BootPageTables.bootWindow else { return }
    unsafe Panic.text.screen = BootScreen(framebuffer)
  }

  /// Takes `count` frames from the start of the first range that has them.
  private static func carve(_ count: UInt64, from usable: inout [MemoryRange]) throws(BootError) -> UInt64 {
    guard count > 0 else { return 0 }
    let length = count * AddressSpace.pageSize
    for index in usable.indices where usable[index].length >= length && usable[index].start < BootPageTables.bootWindow
    {
      let start = usable[index].start
      usable[index] = MemoryRange(start: start + length, length: usable[index].length - length)
      return start
    }
    throw .tooLittleMemory
  }
}
