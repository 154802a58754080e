// What only those get whom init trusts with devices: interrupts, memory for direct access, and the authority to open
// both for others.

import ABI

extension Kernel {
  /// `memory:authority` and `irq:authority`.
  func authority(over scheme: KernelScheme) -> Grant {
    Grant(Object.authority, Authority(over: scheme), [.read, .call, .duplicate, .transfer])
  }

  /// A name on an authority is a path of its scheme, opened as by init.
  func open(by authority: Authority, _ name: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    try thread.memory.read(name, into: &path)
    try checkObjectReserve(for: thread.process)
    let rest = 0..<Int(name.count)
    let grant =
      authority.scheme == .irq
      ? try openInterrupt(rest, isTrusted: true)
      : try openMemory(rest, isTrusted: true, for: thread.memory.account)
    return try give(grant, to: thread.process)
  }

  func openInterrupt(_ rest: Range<Int>, isTrusted: Bool) throws(Errno) -> Grant {
    guard isTrusted else { throw .notPermitted }
    let parts = PathParts(path, rest)
    if parts.matches(path, 0, "authority") && parts.count == 1 { return authority(over: .irq) }
    if parts.matches(path, 0, "message") && parts.count == 1 { return listen(to: try freeMessageLine()) }
    guard let number = NumberParser.parse(path, rest, radix: 10), number < UInt64(KernelLimits.interruptLines),
      !machine.messageLines.contains(UInt32(truncatingIfNeeded: number))
    else { throw .noSuchEntry }
    return listen(to: UInt32(truncatingIfNeeded: number))
  }

  private func freeMessageLine() throws(Errno) -> UInt32 {
    guard !machine.messageLines.isEmpty else { throw .notSupported }
    for line in machine.messageLines where interruptListeners[Int(line)].isEmpty { return line }
    throw .busy
  }

  private func listen(to line: UInt32) -> Grant {
    let listener = InterruptLine(line: line)
    addListener(listener)
    return Grant(Object.interrupt, listener, [.read, .write, .call, .duplicate, .transfer])
  }

  /// `memory:dma/LENGTH`: whoever holds it with the right to call learns where it lies.
  func openDeviceMemory(_ part: Range<Int>) throws(Errno) -> Grant {
    guard let length = NumberParser.parse(path, part, radix: 10), length > 0 else { throw .noSuchEntry }
    guard length <= pageSize << UInt64(FrameAllocator.maximumOrder) else { throw .invalidArgument }
    guard let block = ContiguousFrames(length: length, quarantine) else { throw .outOfMemory }
    let object = MemoryObject(block, length: length, frames: frames)
    return Grant(Object.memory, object, [.read, .write, .map, .call, .duplicate, .transfer])
  }

  /// The operations that concern devices.
  func callDevice(_ operation: KernelOperation?, _ handle: Handle, into text: inout TextBuffer) throws(Errno) {
    guard handle.rights.contains(.call) else { throw .accessDenied }
    switch (operation, handle.object) {
    case (.deviceAddress, .memory(let memory)):
      guard let address = memory.object.deviceAddress else { throw .notSupported }
      text.record(address)
    case (.interruptMessage, .interrupt(let listener)):
      let line = listener.object.line
      guard machine.messageLines.contains(line) else { throw .notSupported }
      text.record(machine.message(ofLine: line))
    case (.reclaim, .authority(let authority)):
      guard authority.object.scheme == .memory else { throw .notSupported }
      quarantine.release()
    case (.lineMessages, .authority(let authority)):
      guard authority.object.scheme == .irq else { throw .notSupported }
      for message in machine.lineMessages() { text.record(message) }
    case (.remapLines, .authority(let authority)):
      guard authority.object.scheme == .irq else { throw .notSupported }
      machine.remapLines()
    default: throw .notSupported
    }
  }
}
