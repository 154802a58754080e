// `open`: from a path to a scheme, and from there to a server or to one of the kernel's own schemes.

import ABI

extension Kernel {
  func open(_ thread: Thread, _ address: UInt64, _ length: UInt64, _ flags: OpenFlags) throws(Errno) -> Int64? {
    guard length <= UInt64(MessageLimits.path) else { throw .nameTooLong }
    guard length > 0 else { throw .noSuchEntry }
    guard thread.process.handles.hasRoom else { throw .tooManyHandles }
    let whole = try UserSpan(address, length)
    // The name first; the rest is copied only when the kernel serves it.
    let head = whole.prefix(UInt64(KernelLimits.schemeName) + 1)
    try thread.memory.read(head, into: &path)
    var colon = 0
    while colon < Int(head.count) && path[colon] != 0x3A { colon += 1 }
    guard colon < Int(head.count) else { throw .noSuchDevice }
    let process = thread.process
    let known = process.namespace.isAll ? schemes.findOrAdd(path, 0..<colon) : schemes.find(path, 0..<colon)
    guard let scheme = known, process.namespace.contains(scheme.number) else { throw .noSuchDevice }
    if let kernel = scheme.kernel {
      try process.memory.read(whole, into: &path)
      return try open(kernel, colon + 1..<Int(length), flags, thread)
    }
    guard let server = scheme.server else {
      guard flags.contains(.waitForScheme) else { throw .noSuchDevice }
      return block(thread, on: scheme)
    }
    thread.call.prepare(offset: flags.rawValue, isNonBlocking: flags.contains(.nonBlocking))
    return try submit(thread, .open, to: server, whole.dropFirst(UInt64(colon) + 1))
  }

  /// Opens a path of a kernel scheme; its rest stands in `path`.
  private func open(_ scheme: KernelScheme, _ rest: Range<Int>, _ flags: OpenFlags, _ thread: Thread)
    throws(Errno) -> Int64?
  {
    try checkObjectReserve(for: thread.process)
    var grant: Grant
    switch scheme {
    case .root: grant = try openRoot(rest, flags, thread)
    case .debug: grant = try openConsole(rest)
    case .event: grant = try openPlain(rest, Object.events, EventQueue(), [.read, .write])
    case .pipe: grant = try openPlain(rest, Object.pipe, try makePipe(), [.read])
    case .time: grant = try openPlain(rest, Object.timer, Timer(), [.read, .write])
    case .memory: grant = try openMemory(rest, isTrusted: thread.process.isTrusted, for: thread.memory.account)
    case .proc: grant = try openProcess(rest, thread)
    case .sys: grant = try openSystem(rest, thread)
    case .irq: grant = try openInterrupt(rest, isTrusted: thread.process.isTrusted)
    case .acpi: grant = try openFirmware(rest, thread)
    }
    grant.handle.isNonBlocking = flags.contains(.nonBlocking)
    return try give(grant, to: thread.process)
  }

  private func openPlain<Kind: KernelObject>(
    _ rest: Range<Int>, _ kind: (Unretained<Kind>) -> Object, _ object: Kind, _ rights: Rights
  ) throws(Errno) -> Grant {
    guard rest.isEmpty else { throw .noSuchEntry }
    return Grant(kind, object, rights.union([.duplicate, .transfer, .call]))
  }

  /// `debug:`, or `debug:line` for a program that is a terminal itself.
  private func openConsole(_ rest: Range<Int>) throws(Errno) -> Grant {
    let parts = PathParts(path, rest)
    let isLine = parts.count == 1 && parts.matches(path, 0, "line")
    guard rest.isEmpty || isLine else { throw .noSuchEntry }
    let rights: Rights = [.read, .write, .duplicate, .transfer, .call]
    return Grant(isLine ? Object.line : Object.console, console, rights)
  }

  /// `:NAME`: the serving end of a scheme, or a watch on its registration.
  private func openRoot(_ rest: Range<Int>, _ flags: OpenFlags, _ thread: Thread) throws(Errno) -> Grant {
    let process = thread.process
    let known = process.namespace.isAll ? schemes.findOrAdd(path, rest) : schemes.find(path, rest)
    guard !rest.isEmpty, let scheme = known, process.namespace.contains(scheme.number) else { throw .noSuchDevice }
    let rights: Rights = [.read, .call, .duplicate, .transfer]
    if flags.contains(.watch) { return Grant(Object.watch, watch(scheme), rights) }
    guard flags.contains(.create) else { throw .noSuchEntry }
    guard scheme.kernel == nil, scheme.server == nil else { throw .exists }
    let server = SchemeServer(scheme: scheme, owner: process)
    scheme.server = server
    announce(scheme)
    return Grant(Object.server, server, rights.union(.write))
  }

  // MARK: memory:

  func openMemory(_ rest: Range<Int>, isTrusted: Bool, for account: MemoryAccount) throws(Errno) -> Grant {
    let shared: Rights = [.read, .write, .map, .call, .duplicate, .transfer]
    if let length = NumberParser.parse(path, rest, radix: 10) {
      guard length > 0, length <= KernelLimits.objectLength else { throw .invalidArgument }
      guard length / pageSize < frames.freeCount + frames.reclaimableCount,
        account.mayMap(length / pageSize, of: frames)
      else {
        throw .outOfMemory
      }
      let object = MemoryObject(anonymous: length, frames: frames, account: account)
      return Grant(Object.memory, object, shared.union(.execute))
    }
    guard isTrusted else { throw .notPermitted }
    let parts = PathParts(path, rest)
    if parts.count == 1 && parts.matches(path, 0, "authority") { return authority(over: .memory) }
    if parts.count == 2 && parts.matches(path, 0, "dma") { return try openDeviceMemory(parts[1]) }
    if parts.count == 1 && parts.matches(path, 0, "framebuffer") {
      let length = UInt64(boot.framebuffer.stride) * UInt64(boot.framebuffer.height)
      guard length > 0 else { throw .noSuchDevice }
      return Grant(Object.memory, try physical(boot.framebuffer.address, length, .writeCombining), shared)
    }
    if parts.count == 1 && parts.matches(path, 0, "initfs") {
      guard let image = bootImage() else { throw .noSuchDevice }
      return Grant(Object.memory, image, [.read, .map, .execute, .call, .duplicate, .transfer])
    }
    guard parts.count == 3 else { throw .noSuchEntry }
    if parts.matches(path, 0, "physical") { return Grant(Object.memory, try openPhysical(parts), shared) }
    guard parts.matches(path, 0, "ports"),
      let first = NumberParser.parse(path, parts[1], radix: 16), first <= 0xFFFF,
      let count = NumberParser.parse(path, parts[2], radix: 16), count > 0, count <= 0x1_0000 - first
    else { throw .noSuchEntry }
    let range = PortRange(first: UInt32(first), count: UInt32(count))
    return Grant(Object.ports, range, [.read, .write, .call, .duplicate, .transfer])
  }

  private func openPhysical(_ parts: PathParts) throws(Errno) -> MemoryObject {
    var last = parts[2]
    var caching = Caching.writeBack
    if last.count > 3, path[last.upperBound - 3] == 0x40, path[last.upperBound - 1] == 0x63 {
      switch path[last.upperBound - 2] {
      case 0x77: caching = .writeCombining
      case 0x75: caching = .uncached
      default: throw .noSuchEntry
      }
      last = last.lowerBound..<last.upperBound - 3
    }
    guard let address = NumberParser.parse(path, parts[1], radix: 16),
      let length = NumberParser.parse(path, last, radix: 16)
    else { throw .noSuchEntry }
    return try physical(address, length, caching)
  }

  /// A memory object for device memory. The frame allocator's memory is not to be had.
  private func physical(_ address: UInt64, _ length: UInt64, _ caching: Caching) throws(Errno) -> MemoryObject {
    guard address & (pageSize - 1) == 0, length > 0, length <= KernelLimits.objectLength, address < 1 << 52 else {
      throw .invalidArgument
    }
    guard !frames.manages(address, length), !boot.isCode(address, length) else { throw .notPermitted }
    return MemoryObject(physical: address, length: length, caching: caching, isConstant: false, frames: frames)
  }

  /// The initfs as one object, the same for everybody.
  func bootImage() -> MemoryObject? {
    if let image = bootImageObject { return image }
    guard boot.bootImage.length > 0, boot.bootImage.start & (pageSize - 1) == 0,
      memory.contains(boot.bootImage.start, boot.bootImage.length)
    else { return nil }
    let image = MemoryObject(
      physical: boot.bootImage.start, length: boot.bootImage.length, caching: .writeBack, isConstant: true,
      frames: frames)
    bootImageObject = image
    return image
  }
}

/// The parts of a path between slashes, at most four.
struct PathParts {
  private var ranges: InlineArray<4, Range<Int>> = .init(repeating: 0..<0)
  private(set) var count = 0

  init(_ text: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    for place in range where text[place] == 0x2F && count < 3 {
      ranges[count] = start..<place
      count += 1
      start = place + 1
    }
    ranges[count] = start..<range.upperBound
    count += 1
  }

  subscript(_ place: Int) -> Range<Int> { ranges[place] }

  /// Compares one part with a word.
  func matches(_ text: [UInt8], _ place: Int, _ word: StaticString) -> Bool {
    guard place < count, ranges[place].count == word.utf8CodeUnitCount else { return false }
    var expected = TextBuffer()
    expected.text(word)
    for offset in 0..<expected.bytes.count where text[ranges[place].lowerBound + offset] != expected.bytes[offset] {
      return false
    }
    return true
  }
}
