// Random system calls by seed: nothing that programs do may trap the kernel, and when they are gone nothing is left of
// them.
//
// SAFETY: what the kernel's entries give back, the registers to go on with, is not looked at.

import ABI
import Testing

@testable import KernelCore

/// Processes that do nothing sensible.
private final class Chaos {
  let world: World
  var random: SeededRandom
  let kernel: Kernel<FakeMachine>
  static let arena: UInt64 = 0x1_0000_0000
  /// Processes that were started.
  private var children = 0
  var tags: [UInt32] = [0, 0x1_0000, 0xFFFF_FFFF]

  init(seed: UInt64, cpus: Int) {
    world = World(size: 8 << 20, cpus: cpus)
    random = SeededRandom(state: seed)
    kernel = world.kernel
    _ = kernel.start()
    world.leave()
  }

  func number(_ limit: UInt64) -> UInt64 { random.next() % limit }

  func pick<T>(_ choices: [T]) -> T { choices[Int(number(UInt64(choices.count)))] }

  var handle: UInt64 { number(12) == 0 ? pick([UInt64(noHandle), 999, .max]) : number(14) }

  var address: UInt64 {
    switch number(10) {
    case 0: pick([0, 8, 0x1_0000, AddressSpace.userEnd - 4, AddressSpace.userEnd, .max, 1 << 47, .max - 7])
    case 1: TestImage.entry + number(0x4000)
    case 2: Self.arena + 0xF000 + number(0x2000)
    case 3, 4: servedAddress ?? Self.arena
    default: Self.arena + number(0x1_0000)
    }
  }

  /// Somewhere in memory of the current process whose pages a server brings.
  var servedAddress: UInt64? {
    guard let memory = kernel.current?.process.memory, memory.hasServedPages else { return nil }
    return memory.regions.filter { $0.object?.source != nil }.randomElement(using: &random).map {
      $0.start + number($0.end - $0.start)
    }
  }

  var length: UInt64 { number(8) == 0 ? pick([.max, 1 << 40, 1 << 63, 65537]) : number(pick([8, 64, 5000, 70000])) }

  var deadline: UInt64 { number(3) == 0 ? pick([0, .max]) : world.machine.clock + number(5_000_000) }

  static let paths = [
    ":a", ":b", ":debug", "a:x", "b:", "c:", "debug:", "event:", "pipe:", "time:", "memory:4096", "memory:99999",
    "memory:0",
    "memory:initfs", "memory:ports/60/4", "memory:physical/FE000000/3000", "proc:", "proc:self", "proc:2",
    "proc:signals",
    "proc:self/status", "sys:log", "sys:memory", "irq:3", "nothing", "", "acpi:FACP", "memory:18446744073709551616",
  ]

  /// Bytes that look like an argument record, at a place in the arena.
  func record(_ process: Process) -> UInt64 {
    let place = Self.arena + number(14) * 0x1000 + number(2) * 0xFD8
    switch number(6) {
    case 0:
      var reply = Reply(tag: pick(tags), result: pick([0, 1, 7, -2, .max, .min, 100]))
      reply.flags = ReplyFlags(rawValue: UInt16(truncatingIfNeeded: number(4)))
      reply.readiness = Readiness(rawValue: UInt16(number(8)))
      reply.data = address
      reply.dataLength = length
      reply.handle = number(2) == 0 ? noHandle : RawHandle(truncatingIfNeeded: handle)
      reply.offset = number(3) * 4096
      try? process.memory.store(reply, at: place)
    case 1:
      var block = CallBlock(operation: UInt32(number(8)))
      block.input = address
      block.inputLength = length
      block.output = address
      block.outputCapacity = length
      block.sentHandle = number(2) == 0 ? noHandle : RawHandle(truncatingIfNeeded: handle)
      try? process.memory.store(block, at: place)
    case 2:
      var block = SpawnBlock()
      block.image = RawHandle(truncatingIfNeeded: handle)
      block.imageOffset = number(4) == 0 ? 0 : 4096
      block.imageLength = UInt64(TestImage.elf().count)
      block.handles = address
      block.handleCount = number(5)
      block.blob = address
      block.blobLength = number(3000)
      block.name = address
      block.nameLength = number(40)
      block.processGroup = pick([SpawnBlock.inherit, SpawnBlock.own, 1])
      block.priority = pick([SpawnBlock.inherit, 0, 1, 2, 3, 4])
      block.memoryLimit = pick([0, 0, 40960, 4096])
      block.hangLimit = pick([0, 0, 1, 20_000_000, .max])
      try? process.memory.store(block, at: place)
    case 3:
      let record = EventSubscription(
        handle: RawHandle(truncatingIfNeeded: handle), interest: Readiness(rawValue: UInt16(number(8))), userData: 1)
      try? process.memory.store(record, at: place)
    case 4: try? process.memory.store(deadline, at: place)
    default: break
    }
    return place
  }

  func path(_ process: Process) -> (UInt64, UInt64) {
    let text = Array(pick(Self.paths).utf8)
    let place = Self.arena + 0xE000 + number(0xF00)
    try? process.memory.write(text, to: UserSpan(place, UInt64(text.count)))
    return (place, UInt64(text.count) + (number(20) == 0 ? 5000 : 0))
  }

  /// A call with arguments that make sense about half of the time.
  func step() {
    guard let thread = kernel.current else { return }
    let process = thread.process
    guard let call = Syscall.allCases.randomElement(using: &random) else { return }
    switch call {
    case .exit, .threadExit, .kill:
      // Rare, or nobody would live long enough to do anything.
      guard number(12) == 0, process.number != 1 || number(20) == 0 else { return }
      let target = pick([number(20), UInt64(bitPattern: -Int64(number(9)))])
      world.issue(call.rawValue, call == .kill ? [target, pick([1, 2, 9, 15, 17, 18, 19, 28, 44])] : [address])
    case .open:
      let (place, length) = path(process)
      let flags = pick([0, 3, 1 << 2 | 3, 1 << 10, 1 << 8 | 3, 1 << 9 | 3] as [UInt64])
      world.issue(call.rawValue, [place, length, flags])
    case .map:
      let flags = number(128)
      world.issue(
        call.rawValue, [handle, number(3) == 0 ? address & ~4095 : 0, number(20) * 4096, number(3) * 4096, flags])
    case .unmap, .protect:
      let start = number(4) == 0 ? address & ~4095 : (process.memory.regions.randomElement(using: &random)?.start ?? 0)
      // The arena stays, mostly.
      guard start != Self.arena || number(30) == 0 else { return }
      world.issue(call.rawValue, [start, number(9) * 4096, number(8)])
    case .receive: world.issue(call.rawValue, [handle, Self.arena + number(8) * 0x1000, 0x4000, number(3)])
    case .reply: world.issue(call.rawValue, [handle, record(process)])
    case .replyReceive: world.issue(call.rawValue, [handle, record(process), Self.arena, 0x4000, number(3)])
    case .read, .write:
      world.issue(call.rawValue, [handle, record(process), length, number(2) == 0 ? .max : number(5000)])
    case .call: world.issue(call.rawValue, [handle, record(process)])
    case .spawn: world.issue(call.rawValue, [record(process)])
    case .duplicate: world.issue(call.rawValue, [handle, number(128), number(2) == 0 ? 0 : path(process).0, number(6)])
    case .sleep: world.issue(call.rawValue, [deadline])
    case .limitWaits: world.issue(call.rawValue, [number(3) == 0 ? deadline : .max])
    case .futexWait: world.issue(call.rawValue, [address & ~3, number(2), deadline])
    default:
      world.issue(call.rawValue, [pick([handle, address]), pick([address, length]), length, deadline, number(9)])
    }
    // A server's tags are worth remembering.
    if let request = try? process.memory.load(Request.self, at: Self.arena), request.tag != 0 {
      tags.append(request.tag)
    }
    if tags.count > 40 { tags.removeFirst(10) }
  }

  /// One more process, as long as there were not many: random calls hardly ever start one.
  private func startProcess() {
    guard children < 12, let image = kernel.bootImage(), image.beginExecution() else { return }
    children += 1
    let identity = ProcessIdentity(
      name: ProcessName(), parent: 1, group: 0, user: pick([0, 0, 0, 1000]), userGroup: 0,
      priority: pick([.normal, .normal, .interactive, .batch]), namespace: .all, isTrusted: false)
    let plan = ProcessPlan(
      image: image, imageOffset: 4096, imageLength: UInt64(TestImage.elf().count), identity: identity,
      pageLimit: pick([.max, .max, 64]), blob: UserSpan(trusted: 0, 0), blobOwner: nil)
    if let thread = try? kernel.makeProcess(plan).threads.first { kernel.makeReady(thread) }
  }

  /// Gives a new process its arena, and most of them memory that another one serves, or a scheme to do that.
  func prepare(_ process: Process) {
    guard process.memory.region(at: Self.arena) == nil, !process.isEnded else { return }
    _ = try? process.memory.map(
      MappingRequest(address: Self.arena, length: 0x1_0000, flags: [.read, .write, .fixed]))
    let objects = kernel.processes.all.flatMap { other in
      (0..<14).compactMap { number -> MemoryObject? in
        guard case .memory(let object) = other.handles.find(RawHandle(number))?.object, object.object.source != nil
        else { return nil }
        return object.object
      }
    }
    if let object = objects.randomElement(using: &random) {
      _ = try? kernel.give(Handle(object: .memory(Unretained(object)), rights: .all), to: process)
      let flags: MapFlags = pick([[.read], [.read, .write], [.read, .shared]])
      _ = try? process.memory.map(MappingRequest(length: object.length, flags: flags, object: object))
    }
    guard number(2) == 0 else { return }
    let scheme = Array(pick([":a", ":b"]).utf8)
    try? process.memory.write(scheme, to: UserSpan(Self.arena, 2))
    world.issue(Syscall.open.rawValue, [Self.arena, 2, OpenFlags([.create, .read, .write]).rawValue])
    guard kernel.current?.process === process, case let server = kernel.registers.value.result, server >= 0 else {
      return
    }
    let name = Array("\(number(9))/\(1 + number(200_000))".utf8)
    try? process.memory.write(name, to: UserSpan(Self.arena, UInt64(name.count)))
    world.issue(Syscall.duplicate.rawValue, [UInt64(server), .max, Self.arena, UInt64(name.count)])
  }

  /// Whoever serves a scheme does so now and then, and gives what was asked for, or about that much.
  private func serve(_ process: Process) {
    let servers = (0..<UInt64(14)).filter {
      if case .server = process.handles.find(RawHandle($0))?.object { true } else { false }
    }
    guard let server = servers.randomElement(using: &random) else { return }
    world.issue(Syscall.receive.rawValue, [server, Self.arena, 0x4000, 1])
    guard kernel.current?.process === process, kernel.registers.value.result > 0,
      let request = try? process.memory.load(Request.self, at: Self.arena)
    else { return }
    var reply = Reply(tag: request.tag, result: number(8) == 0 ? -5 : 0)
    reply.data = pick([Self.arena, Self.arena, servedAddress ?? Self.arena])
    reply.dataLength = number(4) == 0 ? number(70000) : request.length
    try? process.memory.store(reply, at: Self.arena + 0x100)
    world.issue(Syscall.reply.rawValue, [server, Self.arena + 0x100])
  }

  func run(_ steps: Int) {
    for _ in 0..<steps {
      let cpu = Int(number(UInt64(world.machine.cpuCount)))
      world.enter(cpu)
      defer { world.leave() }
      if world.machine.interrupted.remove(cpu) != nil {
        _ = kernel.handleNothing()
      } else if let thread = kernel.current {
        prepare(thread.process)
        switch number(40) {
        case 0: _ = kernel.handleInterrupt(3, at: kernel.machine.now())
        case 1: _ = kernel.handleConsoleInput(65)
        case 2: _ = kernel.handleTimer()
        case 3:
          let usual = number(2) == 0 ? servedAddress : nil
          let cause = Trap.Cause.pageFault(
            address: number(6) == 0 ? address : usual ?? Self.arena + number(0x1_0000), write: number(2) == 0,
            execute: false, present: false)
          _ = kernel.handleFault(Trap(cause))
        case 4...9: serve(thread.process)
        case 10, 11:
          startProcess()
          _ = kernel.handleNothing()
        case 12:
          _ = kernel.takeBack(number(100))
          _ = kernel.handleNothing()
        default: step()
        }
      } else if let deadline = world.machine.timer, deadline != .max {
        world.machine.timer = nil
        world.machine.clock = max(world.machine.clock, deadline)
        _ = kernel.handleTimer()
      } else if kernel.processes.count == 0 {
        return
      } else if kernel.idle == kernel.started {
        _ = kernel.handleConsoleInput(66)
        guard kernel.current == nil else { continue }
        end(one: true)
      }
    }
  }

  /// Ends one process that waits for ever, or all of them.
  func end(one: Bool) {
    for place in 0..<KernelLimits.processes {
      guard let process = kernel.processes.slot(place) else { continue }
      kernel.end(process, ABI.ExitStatus(signaled: 9, process.number))
      if one { break }
    }
    _ = kernel.next()
  }

  /// Every process ends, and every CPU takes notice.
  func finish() {
    world.enter(0)
    end(one: false)
    world.leave()
    while let cpu = world.machine.interrupted.popFirst() {
      world.enter(cpu)
      _ = kernel.handleNothing()
      world.leave()
    }
  }
}

@Suite struct FuzzTests {
  @Test(arguments: 0..<20) func randomCallsNeverTrapAndLeaveNothing(seed: Int) { play(seed: seed, cpus: 1) }

  @Test(arguments: 0..<20) func norOnSeveralProcessors(seed: Int) { play(seed: seed, cpus: 2 + seed % 3) }

  private func play(seed: Int, cpus: Int) {
    var left = 5000
    var round: UInt64 = 0
    while left > 0 && round < 50 {
      let chaos = Chaos(seed: UInt64(seed) << 32 | round, cpus: cpus)
      chaos.run(left)
      chaos.finish()
      chaos.world.expectClean()
      left -= max(chaos.world.calls, 1)
      round += 1
    }
  }
}
