// `read`, `write` and `seek`: which object does it. Objects of the kernel answer at once or block the caller on
// themselves.

import ABI

/// "The handle's own position" where an offset is expected.
let ownPosition = UInt64.max

extension Kernel {
  func read(_ thread: Thread, _ number: RawHandle, _ target: UserSpan, _ offset: UInt64) throws(Errno) -> Int64? {
    let handle = try find(number, thread, .read)
    try thread.memory.makeSure(of: target, write: true)
    switch handle.object {
    case .resource(let resource):
      return try transfer(thread, .read, resource, isNonBlocking: handle.isNonBlocking, target, offset)
    case .pipe(let end): return try end.with { end throws(Errno) in try readPipe(end, handle, target, thread) }
    case .events(let queue):
      return try queue.with { queue throws(Errno) in try readEvents(queue, handle, target, thread) }
    case .timer(let timer): return try readTimer(timer.object, handle, target, thread)
    case .process(let process): return try readStatus(of: process.object, handle, target, thread)
    case .signals(let queue): return try readSignals(queue.object, handle, target, thread)
    case .interrupt(let listener): return try readInterrupt(listener.object, handle, target, thread)
    case .ports(let range): return try readPort(range.object, target, offset, thread)
    case .console, .line: return try readConsole(handle, target, thread)
    case .log(let reader): return try readLog(reader.object, target, offset, thread)
    case .record(let record): return try readRecord(record.object, target, offset, thread)
    case .watch(let watch): return try readWatch(watch.object, handle, target, thread)
    case .trace(let stream): return try readTrace(stream.object, handle, target, thread)
    case .server, .memory, .processList, .authority, .namespace, .traceSwitch: throw .notSupported
    }
  }

  func write(_ thread: Thread, _ number: RawHandle, _ source: UserSpan, _ offset: UInt64) throws(Errno) -> Int64? {
    let handle = try find(number, thread, .write)
    try thread.memory.makeSure(of: source, write: false)
    switch handle.object {
    case .resource(let resource):
      return try transfer(thread, .write, resource, isNonBlocking: handle.isNonBlocking, source, offset)
    case .pipe(let end): return try end.with { end throws(Errno) in try writePipe(end, handle, source, thread) }
    case .events(let queue): return try queue.with { queue throws(Errno) in try subscribe(queue, source, thread) }
    case .timer(let timer): return try writeTimer(timer.object, source, thread)
    case .interrupt(let listener): return try acknowledge(listener.object, source, thread)
    case .ports(let range): return try writePort(range.object, source, offset, thread)
    case .console: return try writeConsole(source, thread)
    case .line: return try writeLine(source, thread)
    case .server, .watch, .memory, .process, .processList, .signals, .log, .record, .authority, .namespace, .trace,
      .traceSwitch:
      throw .notSupported
    }
  }

  func seek(_ thread: Thread, _ number: RawHandle, _ offset: UInt64, _ origin: UInt64) throws(Errno) -> Int64? {
    let handle = try find(number, thread)
    guard let origin = SeekOrigin(rawValue: origin) else { throw .invalidArgument }
    switch handle.object {
    case .resource(let resource):
      if origin == .end {
        return try begin(thread, .size, resource, isNonBlocking: handle.isNonBlocking, offset: offset)
      }
      let start = origin == .start ? 0 : resource.object.position
      resource.object.position = try position(start, offset)
      return Int64(resource.object.position)
    case .record(let record):
      let record = record.object
      let start: UInt64 = origin == .start ? 0 : origin == .current ? record.position : UInt64(record.bytes.count)
      record.position = try position(start, offset)
      return Int64(record.position)
    default: throw .illegalSeek
    }
  }

  /// `start` moved by a signed offset; it stays at 0 or above.
  func position(_ start: UInt64, _ offset: UInt64) throws(Errno) -> UInt64 {
    let (sum, overflow) = Int64(truncatingIfNeeded: start).addingReportingOverflow(Int64(truncatingIfNeeded: offset))
    guard !overflow && sum >= 0 else { throw .invalidArgument }
    return UInt64(sum)
  }

  /// Blocks the caller on an object, or says `.wouldBlock` where it asked for that.
  func wait(_ thread: Thread, for source: EventSource, _ handle: Handle) throws(Errno) -> Int64? {
    guard !handle.isNonBlocking else { throw .wouldBlock }
    return block(thread, on: source)
  }
}
