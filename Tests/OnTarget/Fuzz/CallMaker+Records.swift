// The records that calls point at, written to the arena: mostly sound, with a field or a byte bent now and then.

import ABI

extension CallMaker {
  /// Writes a record to a place that may lie across two pages, and bends a byte of it one time in eight.
  private mutating func place<T: BitwiseCopyable>(_ record: T) -> UInt64 {
    let page = arena.address + random.below(11) * AddressSpace.pageSize
    let size = UInt64(MemoryLayout<T>.size)
    let address = random.once(in: 4) ? page + AddressSpace.pageSize - random.below(size + 1) : page + random.below(3900)
    arena.store(record, at: address)
    if random.once(in: 8) {
      arena.store(UInt8(truncatingIfNeeded: random.next()), at: address + random.below(size))
    }
    return random.once(in: 20) ? self.address() : address
  }

  private mutating func rawHandle() -> RawHandle { RawHandle(truncatingIfNeeded: handle()) }

  private mutating func write(_ text: String) -> (UInt64, UInt64) {
    let page = arena.address + random.below(11) * AddressSpace.pageSize
    let count = UInt64(text.utf8.count)
    let address = random.once(in: 4) ? page + AddressSpace.pageSize - random.below(count + 1) : page
    var place = address
    for byte in text.utf8 {
      arena.store(byte, at: place)
      place += 1
    }
    return (address, count)
  }

  /// A path and its length.
  mutating func path() -> (UInt64, UInt64) {
    let (address, count) = write(FuzzPaths.all[Int(random.below(UInt64(FuzzPaths.all.count)))])
    if random.once(in: 10) { return (address, length()) }
    return random.once(in: 10) ? (self.address(), count) : (address, count)
  }

  /// A name for `duplicate`; most of the time none.
  mutating func name() -> (UInt64, UInt64) {
    switch random.below(8) {
    case 0, 1: write("write")
    case 2: write("report")
    case 3: (address(), length())
    default: (0, 0)
    }
  }

  mutating func reply() -> UInt64 {
    var reply = Reply(tag: tag(), result: 0)
    let number = Int64(bitPattern: anything())
    reply.result = random.below(3) == 0 ? number : random.once(in: 4) ? -Int64(random.below(200)) : 1
    reply.flags = ReplyFlags(rawValue: UInt16(truncatingIfNeeded: random.below(4)))
    reply.readiness = Readiness(rawValue: UInt16(truncatingIfNeeded: random.below(8)))
    reply.data = address()
    reply.dataLength = length()
    if random.below(3) == 0 { reply.handle = rawHandle() }
    reply.rights = Rights(rawValue: UInt32(truncatingIfNeeded: random.below(256)))
    reply.offset = random.once(in: 4) ? anything() : random.below(3) * AddressSpace.pageSize
    return place(reply)
  }

  mutating func callBlock() -> UInt64 {
    // Often the one that gives the image of a program.
    let any = UInt32(truncatingIfNeeded: random.below(random.once(in: 4) ? 1 << 32 : 30))
    var block = CallBlock(operation: random.once(in: 3) ? Operation.image.rawValue : any)
    block.input = address()
    block.inputLength = length()
    block.output = address()
    block.outputCapacity = length()
    if random.once(in: 4) { block.sentHandle = rawHandle() }
    return place(block)
  }

  mutating func spawnBlock() -> UInt64 {
    var block = SpawnBlock()
    block.image = rawHandle()
    block.imageLength = random.below(3) == 0 ? length() : progress.imageLength
    block.imageOffset = random.once(in: 4) ? anything() : random.once(in: 3) ? AddressSpace.pageSize : 0
    if random.below(2) == 0 { (block.blob, block.blobLength) = (address(), length()) }
    if random.below(2) == 0 { (block.handles, block.handleCount) = (address(), random.below(1100)) }
    if random.once(in: 3) { (block.namespace, block.namespaceLength) = (address(), length()) }
    if random.below(2) == 0 { (block.name, block.nameLength) = (address(), length()) }
    if random.once(in: 5) { block.user = UInt32(truncatingIfNeeded: anything()) }
    if random.once(in: 5) { block.processGroup = UInt32(truncatingIfNeeded: anything()) }
    if random.once(in: 3) { block.priority = UInt32(truncatingIfNeeded: random.below(6)) }
    if random.once(in: 3) { block.memoryLimit = anything() }
    if random.once(in: 3) { block.hangLimit = anything() }
    block.flags = SpawnFlags(rawValue: UInt32(truncatingIfNeeded: random.below(4)))
    return place(block)
  }

  /// What is written to queues and timers, or any bytes.
  mutating func subscriptionOrNumber() -> UInt64 {
    switch random.below(4) {
    case 0: address()
    case 1: place(deadline())
    default:
      place(
        EventSubscription(
          handle: rawHandle(), interest: Readiness(rawValue: UInt16(truncatingIfNeeded: random.below(16))),
          userData: random.next()))
    }
  }
}
