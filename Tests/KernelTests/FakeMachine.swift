// A machine for the kernel on the host: memory is an allocation, the clock is advanced by the test, and what the kernel
// asks of the hardware is written down.

import ABI

@testable import KernelCore

struct FakeRegisters: ThreadRegisters, BitwiseCopyable {
  var systemCallNumber: UInt64 = 0
  var argument0: UInt64 = 0
  var argument1: UInt64 = 0
  var argument2: UInt64 = 0
  var argument3: UInt64 = 0
  var argument4: UInt64 = 0
  var argument5: UInt64 = 0
  var result: Int64 = 0
  var instructionPointer: UInt64 = 0
  var stackPointer: UInt64 = 0
  var framePointer: UInt64 = 0

  init(entry: UInt64, stackTop: UInt64, argument0: UInt64, argument1: UInt64) {
    instructionPointer = entry
    stackPointer = stackTop
    self.argument0 = argument0
    self.argument1 = argument1
  }

  static var reportCount: Int { 2 }
  func report(_ index: Int) -> (name: StaticString, value: UInt64) {
    index == 0 ? ("rip", instructionPointer) : ("rsp", stackPointer)
  }
}

final class FakeMachine: Machine {
  typealias Registers = FakeRegisters

  var clock: UInt64 = 1_000_000
  /// The CPU that is in the kernel, and what each one's timer is set to.
  var here = 0
  var timers: [Int: UInt64] = [:]
  var timer: UInt64? {
    get { timers[here] }
    set { timers[here] = newValue }
  }
  var timerSettings = 0
  var root: UInt64 = 0
  var switches = 0
  var invalidated: [UInt64] = []
  var invalidatedAll = 0
  var masked: [UInt32] = []
  var unmasked: [UInt32] = []
  var ports: [UInt16: UInt32] = [:]
  var output: [UInt8] = []
  var seed: UInt64 = 0x1234_5678_9ABC_DEF0
  /// Every look at the clock lets so much time pass.
  var tick: UInt64 = 100

  /// The longest time between two looks at the clock.
  var longestPause: UInt64 = 0
  private var lastLook: UInt64?

  func now() -> UInt64 {
    clock += tick
    longestPause = max(longestPause, clock - (lastLook ?? clock))
    lastLook = clock
    return clock
  }
  var clockPatience: UInt64?
  var bootTime: UInt64 { 1_700_000_000_000_000_000 }
  func setTimer(_ deadline: UInt64) {
    timer = deadline
    timerSettings += 1
  }

  let cpuCount: Int
  /// CPUs that were interrupted and have not come in yet.
  var interrupted: Set<Int> = []
  /// CPUs that run a program; who is brought in waits for its turn, with an interrupt to take.
  var outside: Set<Int> = []
  func interrupt(_ number: Int) { interrupted.insert(number) }
  func bringIn(_ cpus: UInt64) {
    for number in cpus.members where outside.remove(number) != nil { interrupted.insert(number) }
  }
  init(cpuCount: Int = 1) { self.cpuCount = cpuCount }

  func switchAddressSpace(root: UInt64) {
    self.root = root
    switches += 1
  }
  func invalidatePage(_ address: UInt64) { invalidated.append(address) }
  func invalidateAll() { invalidatedAll += 1 }
  func maskInterrupt(_ line: UInt32) { masked.append(line) }
  func unmaskInterrupt(_ line: UInt32) { unmasked.append(line) }
  var messageLines: Range<UInt32> { 200..<204 }
  func message(ofLine line: UInt32) -> InterruptMessage { InterruptMessage(address: 0xFEE0_0000, data: line) }
  func lineMessages() -> [InterruptMessage] { (0..<24).map { InterruptMessage(address: 0xFEE0_0000, data: 48 + $0) } }
  var remappings = 0
  func remapLines() { remappings += 1 }
  func readPort(_ port: UInt16, width: UInt8) -> UInt32 { ports[port] ?? 0xFFFF_FFFF }
  func writePort(_ port: UInt16, width: UInt8, _ value: UInt32) { ports[port] = value }
  func writeConsole(_ bytes: borrowing Span<UInt8>) {
    for place in bytes.indices { output.append(bytes[place]) }
  }
  var extendedStateLength: Int { 64 }
  func prepareExtendedState(at area: UnsafeMutableRawPointer) {}
  func saveExtendedState(to area: UnsafeMutableRawPointer) {}
  func restoreExtendedState(from area: UnsafeMutableRawPointer) {}
  func setThreadPointer(_ address: UInt64) {}
  func random() -> UInt64 {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return seed >> 11
  }

  var text: String { String(decoding: output, as: UTF8.self) }
}

/// Small deterministic random numbers for the tests.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
