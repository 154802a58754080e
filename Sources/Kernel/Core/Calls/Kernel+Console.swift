// `debug:` and the kernel log: what programs and the kernel itself say before there is anything better.

import ABI

extension Kernel {
  func readConsole(_ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard target.count > 0 else { return 0 }
    guard console.count > 0 else { return try wait(thread, for: console, handle) }
    var done: UInt64 = 0
    while done < target.count, let byte = console.take() {
      try thread.memory.store(byte, at: target.address + done)
      done += 1
    }
    setReadiness(of: console, console.count > 0 ? [.readable, .writable] : .writable)
    return Int64(done)
  }

  func writeConsole(_ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    let part = source.prefix(UInt64(MessageLimits.path))
    try thread.memory.read(part, into: &path)
    say(path, count: Int(part.count))
    return Int64(part.count)
  }

  /// What a terminal has made ready for the line: nothing is added to it, and it is no news for the log.
  func writeLine(_ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    let part = source.prefix(UInt64(MessageLimits.path))
    try thread.memory.read(part, into: &path)
    let bytes = path
    machine.writeConsole(bytes.span.extracting(first: Int(part.count)))
    return Int64(part.count)
  }

  /// Writes text to the console and to the log. A newline alone does not bring the line's other end back to the left.
  func say(_ bytes: [UInt8], count: Int) {
    guard var stamps = lineStamps else { return put(bytes, count: count) }
    let stamped = stamps.stamped(bytes, count: count, at: machine.now())
    lineStamps = stamps
    put(stamped.bytes, count: stamped.bytes.count)
  }

  private func put(_ bytes: [UInt8], count: Int) {
    let newline: InlineArray<2, UInt8> = [0x0D, 0x0A]
    var start = 0
    for place in 0..<count where bytes[place] == 0x0A {
      machine.writeConsole(bytes.span.extracting(start..<place))
      machine.writeConsole(newline.span)
      start = place + 1
    }
    machine.writeConsole(bytes.span.extracting(start..<count))
    log.append(bytes, count: count)
    for reader in logReaders { setReadiness(of: reader, .readable) }
  }

  /// Writes a line of the kernel's own.
  func say(_ text: TextBuffer) { say(text.bytes, count: text.bytes.count) }

  func readLog(_ reader: LogReader, _ target: UserSpan, _ offset: UInt64, _ thread: Thread) throws(Errno) -> Int64? {
    let start = max(offset == ownPosition ? reader.position : offset, log.start)
    guard start < log.end else { return 0 }
    let part = target.prefix(min(log.end - start, UInt64(MessageLimits.path)))
    for place in 0..<Int(part.count) { path[place] = log.byte(at: start + UInt64(place)) }
    try thread.memory.write(path, to: part)
    if offset == ownPosition {
      reader.position = start + part.count
      setReadiness(of: reader, reader.position < log.end ? .readable : [])
    }
    return Int64(part.count)
  }
}
