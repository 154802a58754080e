// Pipes: bytes from one end to the other, and who waits for them.

import ABI

extension Kernel {
  /// Makes a pipe and returns its reading end.
  func makePipe() throws(Errno) -> PipeEnd {
    guard let buffer = PipeBuffer(frames: frames) else { throw .outOfMemory }
    return PipeEnd(buffer: buffer, isWriter: false)
  }

  /// The name "write" on a reading end makes the writing end; each pipe has one object for it.
  func duplicatePipe(_ end: PipeEnd, _ name: UserSpan, _ thread: Thread, _ handle: Handle) throws(Errno) -> Int64? {
    guard name.count == 5 else { throw .invalidArgument }
    try thread.memory.read(name, into: &path)
    let word: StaticString = "write"
    var wanted = TextBuffer()
    wanted.text(word)
    for place in 0..<5 where path[place] != wanted.bytes[place] { throw .invalidArgument }
    guard !end.isWriter else { throw .invalidArgument }
    let writer: PipeEnd
    if let known = end.other?.object {
      writer = known
    } else {
      try checkObjectReserve(for: thread.process)
      writer = PipeEnd(buffer: end.buffer, isWriter: true)
      writer.other = Unretained(end)
      end.other = Unretained(writer)
    }
    let rights = handle.rights.subtracting(.read).union(.write)
    var grant = Grant(Object.pipe, writer, rights)
    grant.handle.isNonBlocking = handle.isNonBlocking
    let number = try give(grant, to: thread.process)
    refreshPipe(end)
    return number
  }

  /// Both ends tell what they are ready for.
  private func refreshPipe(_ end: PipeEnd) {
    setReadiness(of: end, end.currentReadiness)
    end.other?.with { setReadiness(of: $0, $0.currentReadiness) }
  }

  func closePipe(_ end: PipeEnd) {
    guard let other = end.other?.object else { return }
    other.other = nil
    end.other = nil
    setReadiness(of: other, other.currentReadiness)
  }

  func readPipe(_ end: PipeEnd, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard !end.isWriter else { throw .badHandle }
    guard target.count > 0 else { return 0 }
    guard end.buffer.count > 0 else {
      return end.readiness.contains(.hangup) ? 0 : try wait(thread, for: end, handle)
    }
    let count = try end.buffer.drain(to: thread.memory, target)
    refreshPipe(end)
    return Int64(count)
  }

  func writePipe(_ end: PipeEnd, _ handle: Handle, _ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard end.isWriter else { throw .badHandle }
    guard end.other != nil else { throw .brokenPipe }
    guard source.count > 0 else { return 0 }
    guard !end.buffer.isFull else { return try wait(thread, for: end, handle) }
    let count = try end.buffer.fill(from: thread.memory, source)
    refreshPipe(end)
    // Nothing where it was not full: there is no memory to grow, and it counts as full from now on.
    guard count > 0 else { return try wait(thread, for: end, handle) }
    return Int64(count)
  }
}
