// Which call comes next, and with what: arguments that are right often enough to get somewhere, and wrong in the ways
// that kernels get wrong.

import ABI
import Instructions
import SystemEntry

/// Makes calls out of random numbers and of what earlier calls gave.
struct CallMaker {
  var random: XorShift
  let arena: Arena
  private let stacks: Arena
  let progress: Progress
  /// A page that cannot be written, and an address where nothing is.
  private let constantPage: UInt64
  private let hole: UInt64
  private var handles: InlineArray<32, UInt64> = .init(repeating: 0)
  private var handleCount: UInt64 = 0
  /// Where mappings were made.
  private var mappings: InlineArray<8, UInt64> = .init(repeating: 0)
  private var mappingCount: UInt64 = 0
  private var tags: InlineArray<8, UInt32> = .init(repeating: 0)
  private var tagCount = 0
  private var now: UInt64
  private var nextStack: UInt64 = 0
  private let weightSum: UInt64

  /// The pages of the arena that records are written to; the last ones belong to the serving thread.
  private static let recordPages: UInt64 = 12

  init(seed: UInt64, _ arena: Arena, _ stacks: Arena, _ progress: Progress) {
    random = XorShift(seed: seed)
    self.arena = arena
    self.stacks = stacks
    self.progress = progress
    let flags: MapFlags = [.read, .write, .guarded]
    func page() -> UInt64 {
      let result = apus_syscall(
        Syscall.map.rawValue, UInt64(noHandle), 0, AddressSpace.pageSize, 0, flags.rawValue, 0)
      return result > 0 ? UInt64(result) : 0
    }
    constantPage = page()
    let rights: MapFlags = .read
    _ = apus_syscall3(Syscall.protect.rawValue, constantPage, AddressSpace.pageSize, rights.rawValue)
    hole = page()
    _ = apus_syscall2(Syscall.unmap.rawValue, hole, AddressSpace.pageSize)
    now = UInt64(bitPattern: apus_syscall1(Syscall.clock.rawValue, 0))
    weightSum = (0..<Coverage.numbers).reduce(0) { $0 + UInt64(progress.weight($1)) }
  }

  /// Remembers what a call gave.
  mutating func learn(_ call: FuzzCall, _ result: Int64) {
    guard result >= 0, let made = Syscall(rawValue: call.number) else { return }
    switch made {
    case .open, .duplicate, .spawn:
      handles[Int(handleCount % 32)] = UInt64(result)
      handleCount += 1
    case .map:
      mappings[Int(mappingCount % 8)] = UInt64(result)
      mappingCount += 1
    case .receive, .replyReceive:
      let buffer = made == .receive ? call.arguments[1] : call.arguments[2]
      guard let request = arena.load(Request.self, at: buffer) else { return }
      tags[tagCount % 8] = request.tag
      tagCount += 1
    case .call:
      guard let block = arena.load(CallBlock.self, at: call.arguments[1]), block.receivedHandle < 1024 else { return }
      handles[Int(handleCount % 32)] = UInt64(block.receivedHandle)
      handleCount += 1
    case .clock: now = max(now, UInt64(result) & (1 << 60 - 1))
    default: break
    }
  }

  // MARK: Single arguments

  mutating func pick<let count: Int>(_ choices: InlineArray<count, UInt64>) -> UInt64 {
    choices[Int(random.below(UInt64(count)))]
  }

  /// A handle: mostly one that there is.
  mutating func handle() -> UInt64 {
    switch random.below(16) {
    case 0: pick([UInt64(noHandle), .max, 1 << 32, 1023, 1024, 1 << 31])
    case 1...4: random.below(40)
    default: handleCount > 0 ? handles[Int(random.below(min(handleCount, 32)))] : random.below(4)
    }
  }

  /// One whose read does not wait for long, as far as `readiness` tells; any other one time in a hundred.
  mutating func waitlessHandle() -> UInt64 {
    for _ in 0..<4 {
      let handle = handle()
      let readiness = apus_syscall1(Syscall.readiness.rawValue, handle)
      if readiness < 0 || readiness & 5 != 0 || random.once(in: 100) { return handle }
    }
    return UInt64(noHandle)
  }

  /// An address: mostly one in the arena, with the end of a page near.
  mutating func address() -> UInt64 {
    let page = arena.address + random.below(Self.recordPages) * AddressSpace.pageSize
    return switch random.below(20) {
    case 0: pick([0, 8, 0xffff, 0x1_0000, 0x40_0000, 1 << 63, .max, .max - 7])
    case 1: pick([0x7f80_0010_0000, 0x7d80_0000_0000, 1 << 47, 1 << 47 - 1, AddressSpace.userEnd, 0x8000_0000_0000])
    case 2: AddressSpace.userEnd - random.below(64)
    case 3: arena.end - random.below(128)
    case 4: constantPage + random.below(4096)
    case 5: hole
    case 6...10: page + 4096 - random.below(80)
    case 11: random.next() >> random.below(50)
    case 12: mappings[Int(random.below(8))] + random.below(3) * AddressSpace.pageSize
    default: page + (random.below(4000) & ~7)
    }
  }

  /// A number of bytes.
  mutating func length() -> UInt64 {
    switch random.below(12) {
    case 0: 0
    case 1: pick([.max, 1 << 63, 1 << 47, 1 << 32, .max - 4095, 65536, 65537, 4097])
    case 2, 3: random.below(70000)
    default: random.below(300)
    }
  }

  /// Bytes of pages, for mappings.
  mutating func pages() -> UInt64 {
    random.once(in: 10) ? length() : (1 + random.below(random.once(in: 20) ? 3000 : 12)) * AddressSpace.pageSize
  }

  /// Anything.
  mutating func anything() -> UInt64 {
    switch random.below(6) {
    case 0: handle()
    case 1: address()
    case 2: length()
    case 3: 1 << random.below(64)
    case 4: random.below(16)
    default: random.next()
    }
  }

  /// A moment: past, soon, or (hardly ever, because nobody wakes the child) never.
  mutating func deadline() -> UInt64 {
    switch random.below(60) {
    case 0: random.once(in: 20) ? .max : now
    case 1...20: now &- random.below(1_000_000)
    case 21...30: random.below(1000)
    default: now &+ random.below(2_000_000)
    }
  }

  /// An offset, or the handle's own position.
  mutating func offset() -> UInt64 {
    random.below(3) > 0 ? .max : random.once(in: 4) ? anything() : random.below(5000)
  }

  /// A tag: mostly of a request that came.
  mutating func tag() -> UInt32 {
    tagCount > 0 && !random.once(in: 8)
      ? tags[Int(random.below(UInt64(min(tagCount, 8))))] : UInt32(truncatingIfNeeded: anything())
  }

  /// The top of a stack for a new thread.
  private mutating func stackTop() -> UInt64 {
    nextStack = (nextStack + 1) % 6
    return stacks.address + (nextStack + 1) * FuzzThread.stack
  }

  // MARK: Calls

  private mutating func number() -> UInt64 {
    if random.once(in: 100) { return random.next() }
    var rest = random.below(weightSum)
    for number in 0..<Coverage.numbers {
      let weight = UInt64(progress.weight(number))
      if rest < weight { return UInt64(number) }
      rest -= weight
    }
    return 0
  }

  /// The next call.
  mutating func make() -> FuzzCall {
    var call = FuzzCall(number())
    guard let known = Syscall(rawValue: call.number), !random.once(in: 12) else {
      // The ends of process and thread would be all that is left of many children.
      if call.number == Syscall.exit.rawValue || call.number == Syscall.threadExit.rawValue { call.number = 5 }
      for place in 0..<5 { call.arguments[place] = anything() }
      // Nobody would wake it.
      if call.number == Syscall.sleep.rawValue { call.arguments[0] = deadline() }
      if call.number == Syscall.futexWait.rawValue { call.arguments[2] = deadline() }
      if call.number == Syscall.limitWaits.rawValue { call.arguments[0] = .max }
      return call
    }
    switch known {
    case .identify, .clock: call.arguments[0] = random.below(random.once(in: 9) ? 99 : 6)
    case .exit, .threadExit:
      // Rarely, for the same reason.
      if !random.once(in: 200) { call.number = Syscall.yield.rawValue }
      call.arguments[0] = address()
    case .yield: break
    case .sleep: call.arguments[0] = deadline()
    // A limit that is over lets nothing wait any more: not for long.
    case .limitWaits: call.arguments[0] = random.once(in: 4) ? deadline() : .max
    case .setIdentity, .kill: identityArguments(&call)
    case .threadCreate, .futexWait, .futexWake: threadArguments(&call)
    case .map, .unmap, .protect: memoryArguments(&call)
    case .receive, .reply, .replyReceive, .notify: serverArguments(&call)
    default: handleArguments(&call, known)
    }
    return call
  }

  private mutating func identityArguments(_ call: inout FuzzCall) {
    if call.number == Syscall.setIdentity.rawValue {
      call.arguments = [random.below(3) * 1000, anything(), 0, 0, 0]
      return
    }
    // Its own number and group are not tried: whoever is gone makes no calls.
    let target = random.once(in: 3) ? anything() : random.below(12)
    call.arguments = [target == 0 ? 1 : target, pick([0, 1, 2, 9, 15, 17, 18, 19, 28, 44, .max]), 0, 0, 0]
  }

  private mutating func threadArguments(_ call: inout FuzzCall) {
    let word = arena.address + random.below(64) * 4
    switch Syscall(rawValue: call.number) {
    case .threadCreate:
      if random.once(in: 8) {
        call.arguments = [random.once(in: 30) ? address() : fuzz_waiter_address(), address(), address(), anything(), 0]
        call.arguments[0] = random.below(2) == 0 ? AddressSpace.userEnd + random.below(9) : call.arguments[0]
        if random.below(3) > 0 { call.arguments[3] = AddressSpace.userEnd }
      } else {
        call.arguments = [fuzz_waiter_address(), stackTop(), word, 0, 0]
      }
    case .futexWait: call.arguments = [random.once(in: 4) ? address() : word, random.below(2), deadline(), 0, 0]
    default: call.arguments = [random.once(in: 4) ? address() : word, random.below(4), 0, 0, 0]
    }
  }

  private mutating func memoryArguments(_ call: inout FuzzCall) {
    let flags = random.once(in: 5) ? anything() : random.below(128)
    switch Syscall(rawValue: call.number) {
    case .map:
      let source = random.below(2) == 0 ? UInt64(noHandle) : handle()
      let place = random.below(3) > 0 ? 0 : address() & (random.once(in: 4) ? .max : ~4095)
      call.arguments = [source, place, pages(), random.below(4) * AddressSpace.pageSize, flags]
      if random.once(in: 9) { call.arguments[3] = anything() }
    default:
      // Seldom where the child itself lives, or it would live no more.
      let place = random.once(in: 40) ? address() & ~4095 : UInt64(0x1000_0000_0000) + (random.next() >> 24 & ~4095)
      let own = random.once(in: 3) ? arena.address + random.below(4) * AddressSpace.pageSize : place
      call.arguments = [random.once(in: 9) ? own + 1 : own, pages(), random.below(8), 0, 0]
      if own != place, random.below(12) > 0 { call.arguments[2] = 3 }
      if own != place, call.number == Syscall.unmap.rawValue, random.below(12) > 0 { call.arguments[1] = 0 }
    }
  }

  private mutating func serverArguments(_ call: inout FuzzCall) {
    // Who waits for a request that nobody sends makes no calls either.
    let flags = random.once(in: 60) ? 0 : random.next() | 1
    let buffer = arena.address + random.below(8) * AddressSpace.pageSize + (random.once(in: 3) ? 4000 : 0)
    let room = random.once(in: 6) ? length() : 4096
    switch Syscall(rawValue: call.number) {
    case .receive: call.arguments = [handle(), buffer, room, flags, 0]
    case .reply: call.arguments = [handle(), reply(), 0, 0, 0]
    case .replyReceive: call.arguments = [handle(), reply(), buffer, room, flags]
    default: call.arguments = [handle(), random.below(9), random.next() >> random.below(64), 0, 0]
    }
  }

  private mutating func handleArguments(_ call: inout FuzzCall, _ known: Syscall) {
    switch known {
    case .open:
      let (place, length) = path()
      let flags = pick([0x101, 0x103, 0x102, 0x100, 0x107, 0x107, 0x101, 0x103, 0x401, 0x200_0000_0103, 0x117, 3])
      call.arguments = [place, length, random.once(in: 12) ? anything() : flags, 0, 0]
    case .close: call.arguments[0] = random.below(3) > 0 ? random.below(64) : handle()
    case .read: call.arguments = [waitlessHandle(), address(), length(), offset(), 0]
    case .write: call.arguments = [handle(), subscriptionOrNumber(), random.below(2) == 0 ? length() : 16, offset(), 0]
    case .seek: call.arguments = [handle(), anything(), random.below(4), 0, 0]
    case .duplicate:
      let (place, length) = name()
      call.arguments = [handle(), random.once(in: 3) ? anything() : 127, place, length, 0]
    case .call: call.arguments = [handle(), callBlock(), 0, 0, 0]
    case .spawn: call.arguments = [spawnBlock(), 0, 0, 0, 0]
    default: call.arguments[0] = handle()
    }
  }
}
