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
    let block = apus_image_symbols().cpuBlock
    DescriptorTables(stacks: KernelStacks()).load(block: block)
    apus_set_inside(block)
    processor.protect()
    processor.enableSystemCalls(block: block)
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
    let clock = MonotonicClock(
      timer: firmware.timer.flatMap { HighPrecisionTimer(address: $0) },
      slowTimer: firmware.fixed.flatMap { PowerManagementTimer($0) })
    let interrupts = InterruptRouter(
      firmware.interrupts, processor: processor,
      prefersExtended: CommandLine(bytes: boot.commandLine).has("x2apic"))
    unsafe Panic.local = interrupts.local
    let identities = processors(firmware.interrupts, interrupts.local, information.memoryMap)
    let serial = unsafe Panic.text.serial
    let machine = X86Machine(
      processor: processor, clock: clock, serial: serial, interrupts: interrupts,
      bootTime: RealTimeClock.now(centuryRegister: firmware.fixed?.centuryRegister ?? 0) &- clock.now,
      cpuCount: identities.count)
    apus_set_stack_guard(machine.random() & ~0xff)
    let kernel = Kernel(machine: machine, frames: frames, boot: boot)
    RunningKernel.set(kernel, machine)
    startProcessors(
      identities, kernel, machine, interrupts.local,
      KernelTables(root: boot.kernelRoot, memory: memory, frames: frames))
    serial.enableInput()
    if serial.isPresent { machine.unmaskInterrupt(SerialPort.line) }
    let first = kernel.start()
    // The screen is the programs' from here on; a panic takes it back.
    unsafe apus_resume(first?.raw)
  }

  /// The local APICs of the CPUs that will be used, that of this one first.
  private static func processors(
    _ description: InterruptControllers?, _ local: LocalApic?, _ map: MemoryMap
  ) -> [UInt32] {
    guard let description, let local else { return [0] }
    let page = PhysicalRange(start: CPUStartup.page, end: CPUStartup.page + 4 * pageSize)
    let isFree = map.regions.contains { $0.kind == .usable && $0.range.start <= page.start && $0.range.end >= page.end }
    let others = isFree ? description.processors.filter { $0 != local.identity } : []
    return [local.identity] + others.prefix(KernelLimits.processors - 1)
  }

  private static func startProcessors(
    _ identities: [UInt32], _ kernel: Kernel<X86Machine>, _ machine: X86Machine, _ local: LocalApic?,
    _ tables: KernelTables
  ) {
    let block = apus_image_symbols().cpuBlock
    unsafe apus_set_core(block, kernel.place(ofCPU: 0).raw)
    machine.join(0, identity: identities[0], block: block)
    guard let local else { return }
    let startup = CPUStartup(processor: machine.processor, local: local, tables: tables, clock: machine.clock)
    startup.start(identities) { number, block in
      unsafe apus_set_core(block, kernel.place(ofCPU: number).raw)
      machine.join(number, identity: identities[number], block: block)
      kernel.join(number)
    }
  }

  private static func window(upTo end: UInt64) -> PhysicalMemory {
    // SAFETY: boot.S and `mapWindow` map [0, end) there, for the kernel's whole life.
    let base = unsafe UnsafeMutableRawPointer(bitPattern: UInt(apus_physical_window())).unsafelyUnwrapped
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
