// A whole system for the tests: the kernel on a fake machine, and programs as ordinary Swift closures.
//
// Each program thread runs its closure on a host thread of its own, but only one of them or the kernel runs at any
// time: a baton goes from the kernel's loop to the program that is current and back with its next system call. So a
// test reads like a program and is as deterministic as the kernel itself.
//
// SAFETY: the baton is also why what the threads share may be `@unchecked Sendable`, and why the registers of the
// current thread stay where they are while a program looks at them. `block` is the machine's memory, freed with the
// world.

import ABI
import Foundation

@testable import KernelCore

/// Thrown out of a program whose thread has ended.
struct Ended: Error {}

/// An error that a system call returned.
struct Failed: Error, Equatable {
  let errno: Errno?
}

/// One program thread and its baton.
final class ProgramThread: @unchecked Sendable {
  let body: (Program) throws -> Void
  let program: Program
  let wake = DispatchSemaphore(value: 0)
  let done = DispatchSemaphore(value: 0)
  var request: (number: UInt64, arguments: [UInt64])?
  var result: Int64 = 0
  var isEnded = false
  var isStarted = false
  var isFinished = false

  init(_ program: Program, _ body: @escaping (Program) throws -> Void) {
    self.program = program
    self.body = body
    program.thread = self
  }

  /// Lets the program run until its next system call; nil when it wants to end.
  func step() -> (number: UInt64, arguments: [UInt64])? {
    request = nil
    if isStarted {
      wake.signal()
    } else {
      isStarted = true
      let host = Foundation.Thread { [self] in
        do { try body(program) } catch is Ended {} catch { program.world.errors.append("\(program.name): \(error)") }
        request = nil
        isFinished = true
        done.signal()
      }
      host.stackSize = 1 << 20
      host.start()
    }
    done.wait()
    return request
  }

  func end() {
    isEnded = true
    if isStarted && !isFinished {
      wake.signal()
      done.wait()
    }
  }

  func call(_ number: UInt64, _ arguments: [UInt64]) throws -> Int64 {
    request = (number, arguments)
    done.signal()
    wake.wait()
    if isEnded { throw Ended() }
    return result
  }
}

/// Physical memory by itself, all of it 0xA5: contents of fresh memory are undefined.
@safe final class FakeMemory {
  let memory: PhysicalMemory
  private let block: UnsafeMutableRawPointer

  init(length: UInt64) {
    unsafe block = UnsafeMutableRawPointer.allocate(byteCount: Int(length), alignment: 4096)
    unsafe memset(block, 0xA5, Int(length))
    memory = unsafe PhysicalMemory(base: block, length: length)
  }

  deinit { unsafe block.deallocate() }
}

/// The kernel with its machine and programs.
@safe final class World: @unchecked Sendable {
  let machine: FakeMachine
  let frames: FrameAllocator
  let kernel: Kernel<FakeMachine>
  var bodies: [String: (Program) throws -> Void] = [:]
  var threadBodies: [UInt64: (Program) throws -> Void] = [:]
  var errors: [String] = []
  /// System calls so far.
  private(set) var calls = 0
  private var programs: [ObjectIdentifier: ProgramThread] = [:]
  private let block: UnsafeMutableRawPointer
  let freeAtStart: UInt64
  static let size: UInt64 = 32 << 20

  init(
    size: UInt64 = World.size, image: [UInt8] = TestImage.bootImage("init", TestImage.elf()),
    commandLine: String = "quiet", cpus: Int = 1
  ) {
    machine = FakeMachine(cpuCount: cpus)
    unsafe block = UnsafeMutableRawPointer.allocate(byteCount: Int(size), alignment: 4096)
    // Contents of fresh memory are undefined: make them visible.
    unsafe memset(block, 0xA5, Int(size))
    let memory = unsafe PhysicalMemory(base: block, length: size)
    memory.zero(0x1000, 0x1000)
    let imageStart = size - UInt64((image.count + 4095) & ~4095)
    memory.write(imageStart, from: image.span, at: 0, image.count)
    frames = FrameAllocator(
      memory: memory, usable: [MemoryRange(start: 0x10_0000, length: imageStart - 0x10_0000)])
    var boot = BootInformation()
    boot.kernelRoot = 0x1000
    boot.bootImage = MemoryRange(start: imageStart, length: UInt64(image.count))
    boot.kernelImage = MemoryRange(start: 0x8_F000, length: 0x2000)
    boot.commandLine = Array(commandLine.utf8)
    boot.framebuffer.address = 0xFD00_0000
    boot.framebuffer.width = 64
    boot.framebuffer.height = 32
    boot.framebuffer.stride = 256
    kernel = Kernel(machine: machine, frames: frames, boot: boot)
    freeAtStart = frames.freeCount
    for number in 1..<max(cpus, 1) { kernel.join(number) }
    enter(0)
  }

  // MARK: CPUs

  /// CPU `number` goes into the kernel.
  func enter(_ number: Int) {
    machine.here = number
    machine.outside.remove(number)
    kernel.enter(kernel.place(ofCPU: number))
  }

  /// The CPU in the kernel goes back to its program, if it has one.
  func leave() {
    if kernel.current != nil { machine.outside.insert(machine.here) }
    checkCPUs()
  }

  /// Takes what interrupts CPU `number`, which is in the kernel.
  private func takeInterrupts() {
    if machine.interrupted.remove(machine.here) != nil { _ = kernel.handleNothing() }
    if let deadline = machine.timer, machine.clock >= deadline {
      machine.timer = nil
      _ = kernel.handleTimer()
    }
  }

  /// What holds whenever no CPU is in the kernel.
  func checkCPUs() {
    guard machine.cpuCount > 1 else { return }
    var seen: [ObjectIdentifier: Int] = [:]
    for number in 0..<kernel.cpus.count {
      let isCalled = machine.interrupted.contains(number)
      if let thread = kernel.cpus[number].current?.object {
        if let other = seen[ObjectIdentifier(thread)] { errors.append("a thread runs on CPUs \(other) and \(number)") }
        seen[ObjectIdentifier(thread)] = number
        if thread.state != .running || thread.cpu != number { errors.append("CPU \(number) runs a thread of no CPU") }
        if kernel.idle.contains(number) { errors.append("CPU \(number) runs and counts as idle") }
        if machine.outside.contains(number) {
          let space = thread.memory
          if !(kernel.cpus[number].loaded.map { $0.refers(to: space) } ?? false) || !space.loadedOn.contains(number) {
            errors.append("CPU \(number) runs on foreign tables")
          }
          if space.isStale(on: .cpu(number)) { errors.append("CPU \(number) runs on stale translations") }
        }
      } else if !isCalled {
        if !kernel.idle.contains(number) { errors.append("CPU \(number) halts and does not count as idle") }
        // Who was called takes one of them.
        guard machine.interrupted.isEmpty else { continue }
        for other in 0..<kernel.cpus.count where kernel.cpus[other].queue.first(allowedOn: .cpu(number)) != nil {
          errors.append("CPU \(number) halts while a thread waits on CPU \(other)")
        }
      }
    }
    if kernel.deadlines.earliestTime < (machine.timers.values.min() ?? .max) {
      errors.append("nobody's timer is set for the earliest deadline")
    }
  }

  deinit { unsafe block.deallocate() }

  /// Boots with `body` as init and runs until nothing can run any more.
  func run(_ body: @escaping (Program) throws -> Void) {
    bodies["init"] = body
    _ = kernel.start()
    leave()
    while runEachCPU() || fireTimer() {}
    for program in programs.values { program.end() }
    programs = [:]
  }

  /// One system call on each CPU that has a thread; false when none has.
  private func runEachCPU() -> Bool {
    var didRun = false
    for number in 0..<machine.cpuCount {
      enter(number)
      takeInterrupts()
      if let thread = kernel.current {
        step(thread)
        reap()
        didRun = true
      }
      leave()
    }
    return didRun || !machine.interrupted.isEmpty
  }

  /// All CPUs halt: the next timer interrupt, if there is one.
  private func fireTimer() -> Bool {
    guard let next = machine.timers.min(by: { $0.value < $1.value }), next.value != .max else { return false }
    machine.clock = max(machine.clock, next.value)
    enter(next.key)
    takeInterrupts()
    leave()
    return true
  }

  private func step(_ thread: KernelCore.Thread) {
    let program = programThread(of: thread)
    program.result = kernel.registers.value.result
    guard let request = program.step() else {
      if program.program.isMain {
        issue(Syscall.exit.rawValue, [0])
      } else {
        issue(Syscall.threadExit.rawValue, [0])
      }
      return
    }
    issue(request.number, request.arguments)
    takeInterrupts()
  }

  /// Stands for an instruction that touches memory: address, 1 for a write, 1 to execute.
  static let touch: UInt64 = 1 << 40

  func issue(_ number: UInt64, _ arguments: [UInt64]) {
    calls += 1
    let padded = arguments + [0, 0, 0, 0, 0, 0]
    let block = kernel.registers
    if number == Self.touch {
      let cause = Trap.Cause.pageFault(
        address: padded[0], write: padded[1] != 0, execute: padded[2] != 0, present: false)
      _ = kernel.handleFault(Trap(cause))
      return
    }
    block.value.systemCallNumber = number
    block.value.argument0 = padded[0]
    block.value.argument1 = padded[1]
    block.value.argument2 = padded[2]
    block.value.argument3 = padded[3]
    block.value.argument4 = padded[4]
    _ = kernel.handleSystemCall()
  }

  private func programThread(of thread: KernelCore.Thread) -> ProgramThread {
    if let known = programs[ObjectIdentifier(thread)] { return known }
    let program = Program(self, thread)
    let entry = kernel.registers.value.instructionPointer
    let body = thread.number == 1 ? bodies[program.name] : threadBodies[entry]
    program.isMain = thread.number == 1
    program.startArgument = kernel.registers.value.argument0
    let fresh = ProgramThread(program, body ?? { _ in })
    programs[ObjectIdentifier(thread)] = fresh
    return fresh
  }

  private func reap() {
    for (key, program) in programs where program.program.kernelThread.state == .ended {
      program.end()
      programs[key] = nil
    }
  }
}

/// What a program in a test can do: system calls with Swift types around them.
final class Program: @unchecked Sendable {
  unowned let world: World
  let kernelThread: KernelCore.Thread
  let name: String
  var isMain = true
  var startArgument: UInt64 = 0
  weak var thread: ProgramThread?
  private var arena: UInt64 = 0
  private var arenaUsed: UInt64 = 0
  /// Where it puts the pages that it serves.
  var fillBuffer: UInt64 = 0

  init(_ world: World, _ thread: KernelCore.Thread) {
    self.world = world
    kernelThread = thread
    var text = TextBuffer()
    thread.process.name.write(to: &text)
    name = String(decoding: text.bytes, as: UTF8.self)
  }

  var memory: UserMemory { kernelThread.process.memory }
  /// Of the thread that runs.
  var instructionPointer: UInt64 { world.kernel.registers.value.instructionPointer }

  /// A raw system call with its raw result.
  @discardableResult
  func raw(_ number: UInt64, _ arguments: [UInt64]) throws -> Int64 {
    guard let thread else { throw Ended() }
    return try thread.call(number, arguments)
  }

  @discardableResult
  func call(_ call: Syscall, _ arguments: UInt64...) throws -> UInt64 {
    let result = try raw(call.rawValue, arguments)
    guard result >= 0 else { throw Failed(errno: Errno(rawValue: Int32(-result))) }
    return UInt64(result)
  }

  // MARK: Memory of the program

  /// Fresh bytes in the program's memory.
  func allocate(_ count: Int) throws -> UInt64 {
    if arena == 0 {
      arena = try call(.map, UInt64(noHandle), 0, 1 << 20, 0, MapFlags([.read, .write]).rawValue)
      arenaUsed = 0
    }
    let start = arena + arenaUsed
    arenaUsed += UInt64((count + 15) & ~15)
    guard arenaUsed > 1 << 20 else { return start }
    arena = 0
    return try allocate(count)
  }

  func poke(_ bytes: [UInt8], at address: UInt64) throws {
    try memory.write(bytes, to: UserSpan(address, UInt64(bytes.count)))
  }

  func peek(_ address: UInt64, _ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try memory.read(UserSpan(address, UInt64(count)), into: &bytes)
    return bytes
  }

  func peek<T: BitwiseCopyable>(_ type: T.Type, at address: UInt64) throws -> T { try memory.load(type, at: address) }

  func place(_ bytes: [UInt8]) throws -> UInt64 {
    let address = try allocate(max(bytes.count, 1))
    try poke(bytes, at: address)
    return address
  }

  func place<T: BitwiseCopyable>(_ value: T) throws -> UInt64 {
    let address = try allocate(MemoryLayout<T>.size)
    try memory.store(value, at: address)
    return address
  }

  // MARK: Handles

  func open(_ path: String, _ flags: OpenFlags = [.read, .write]) throws -> UInt64 {
    let bytes = Array(path.utf8)
    return try call(.open, try place(bytes), UInt64(bytes.count), flags.rawValue)
  }

  func close(_ handle: UInt64) throws { try call(.close, handle) }

  @discardableResult
  func write(_ handle: UInt64, _ bytes: [UInt8], at offset: UInt64 = .max) throws -> Int {
    Int(try call(.write, handle, try place(bytes), UInt64(bytes.count), offset))
  }

  func read(_ handle: UInt64, _ count: Int, at offset: UInt64 = .max) throws -> [UInt8] {
    let buffer = try allocate(count)
    let length = try call(.read, handle, buffer, UInt64(count), offset)
    return try peek(buffer, Int(length))
  }

  func map(_ length: UInt64, _ flags: MapFlags, at address: UInt64 = 0) throws -> UInt64 {
    try call(.map, UInt64(noHandle), address, length, 0, flags.rawValue)
  }

  func map(_ handle: UInt64, _ length: UInt64, _ flags: MapFlags, offset: UInt64 = 0, at address: UInt64 = 0)
    throws -> UInt64
  {
    try call(.map, handle, address, length, offset, flags.rawValue)
  }
}
