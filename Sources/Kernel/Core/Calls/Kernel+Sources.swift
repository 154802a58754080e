// Reading and writing the small objects of the kernel's schemes. A blocked read starts again when its object is ready.

import ABI

extension Kernel {
  // MARK: time:

  func readTimer(_ timer: Timer, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard timer.expirations > 0 else { return try wait(thread, for: timer, handle) }
    guard target.count >= 8 else { throw .invalidArgument }
    try thread.memory.store(timer.expirations, at: target.address)
    timer.expirations = 0
    setReadiness(of: timer, [])
    return 8
  }

  func writeTimer(_ timer: Timer, _ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard source.count == 8 else { throw .invalidArgument }
    let time = try thread.memory.load(UInt64.self, at: source.address)
    timer.expirations = 0
    if time == 0 {
      deadlines.remove(timer.armed())
      setReadiness(of: timer, [])
      return 8
    }
    let now = machine.now()
    if time <= now {
      deadlines.remove(timer.armed())
      timer.expirations = 1
      setReadiness(of: timer, .readable)
    } else {
      deadlines.set(timer.armed(), to: time)
      setReadiness(of: timer, [])
      attention.call()
    }
    return 8
  }

  // MARK: :NAME, watched

  /// A new watch; one on a scheme that is served has its first registration to tell at once.
  func watch(_ scheme: Scheme) -> SchemeWatch {
    let watch = SchemeWatch(scheme)
    scheme.watches.append(watch)
    if scheme.readiness.contains(.readable) { count(watch) }
    return watch
  }

  /// The scheme has a server now: wakes who waits to open it, and tells who watches it.
  func announce(_ scheme: Scheme) {
    setReadiness(of: scheme, .readable)
    for watch in scheme.watches { count(watch) }
  }

  private func count(_ watch: SchemeWatch) {
    watch.registrations += 1
    setReadiness(of: watch, .readable)
  }

  func readWatch(_ watch: SchemeWatch, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard watch.registrations > 0 else { return try wait(thread, for: watch, handle) }
    guard target.count >= 8 else { throw .invalidArgument }
    try thread.memory.store(watch.registrations, at: target.address)
    watch.registrations = 0
    setReadiness(of: watch, [])
    return 8
  }

  // MARK: proc:N and proc:signals

  func readStatus(of process: Process, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard process.isEnded else { return try wait(thread, for: process, handle) }
    guard target.count >= UInt64(MemoryLayout<ExitStatus>.size) else { throw .invalidArgument }
    try thread.memory.store(process.status, at: target.address)
    return Int64(MemoryLayout<ExitStatus>.size)
  }

  /// The name "report" on a process handle gives the report of the fault that ended it. There are addresses of the
  /// program in it, so it is for the same user and the administrator.
  func openReport(of process: Process, _ name: UserSpan, _ thread: Thread, _ rights: Rights) throws(Errno) -> Int64? {
    try thread.memory.read(name, into: &path)
    let parts = PathParts(path, 0..<Int(name.count))
    guard parts.count == 1, parts.matches(path, 0, "report") else { throw .invalidArgument }
    guard thread.process.user == 0 || thread.process.user == process.user else { throw .notPermitted }
    guard !process.report.isEmpty else { throw .noSuchEntry }
    try checkObjectReserve(for: thread.process)
    return try give(Grant(Object.record, Record(process.report), rights), to: thread.process)
  }

  func readSignals(_ queue: SignalQueue, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64?
  {
    guard !queue.isEmpty else { return try wait(thread, for: queue, handle) }
    guard target.count >= 4 else { throw .invalidArgument }
    var done: UInt64 = 0
    while target.count - done >= 4, let signal = queue.take() {
      try thread.memory.store(signal, at: target.address + done)
      done += 4
    }
    setReadiness(of: queue, queue.isEmpty ? [] : .readable)
    return Int64(done)
  }

  // MARK: irq:

  /// Tells the listeners of a line.
  func arrive(_ line: UInt32) {
    guard line < KernelLimits.interruptLines else { return }
    for listener in interruptListeners[Int(line)] {
      if listener.arrivals == 0 { listener.firstArrival = cpu.clock }
      listener.arrivals += 1
      listener.mustAcknowledge = true
      if listener.promise.begins { watch(listener) }
      setReadiness(of: listener, .readable)
    }
  }

  func addListener(_ listener: InterruptLine) {
    let place = Int(listener.line)
    interruptListeners[place].append(listener)
    if interruptListeners[place].count == 1 { machine.unmaskInterrupt(listener.line) }
  }

  func removeListener(_ listener: InterruptLine) {
    let place = Int(listener.line)
    listener.promise.deadline.map { deadlines.remove($0) }
    interruptListeners[place].removeAll { $0 === listener }
    if interruptListeners[place].isEmpty { machine.maskInterrupt(listener.line) } else { unmaskIfHeard(listener.line) }
  }

  private func unmaskIfHeard(_ line: UInt32) {
    for listener in interruptListeners[Int(line)] where listener.mustAcknowledge { return }
    machine.unmaskInterrupt(line)
  }

  func readInterrupt(_ listener: InterruptLine, _ handle: Handle, _ target: UserSpan, _ thread: Thread)
    throws(Errno) -> Int64?
  {
    guard listener.arrivals > 0 else { return try wait(thread, for: listener, handle) }
    guard target.count >= 8 else { throw .invalidArgument }
    // Who asks for eight bytes wants the count alone.
    let arrivals = InterruptArrivals(count: listener.arrivals, time: listener.firstArrival)
    let isWhole = target.count >= UInt64(MemoryLayout<InterruptArrivals>.size)
    if isWhole {
      try thread.memory.store(arrivals, at: target.address)
    } else {
      try thread.memory.store(arrivals.count, at: target.address)
    }
    listener.arrivals = 0
    listener.belongs(to: thread.process)
    setReadiness(of: listener, [])
    return isWhole ? Int64(MemoryLayout<InterruptArrivals>.size) : 8
  }

  func acknowledge(_ listener: InterruptLine, _ source: UserSpan, _ thread: Thread) throws(Errno) -> Int64? {
    guard source.count == 8 else { throw .invalidArgument }
    guard listener.mustAcknowledge else { return 8 }
    listener.mustAcknowledge = false
    listener.promise.wasKept = true
    unmaskIfHeard(listener.line)
    return 8
  }

  // MARK: memory:ports

  private func port(_ range: PortRange, _ span: UserSpan, _ offset: UInt64) throws(Errno) -> UInt16 {
    guard span.count == 1 || span.count == 2 || span.count == 4 else { throw .invalidArgument }
    guard let port = range.port(offset, span.count) else { throw .noSuchAddress }
    return port
  }

  func readPort(_ range: PortRange, _ target: UserSpan, _ offset: UInt64, _ thread: Thread) throws(Errno) -> Int64? {
    let port = try port(range, target, offset)
    let value = machine.readPort(port, width: UInt8(truncatingIfNeeded: target.count))
    let space = thread.memory
    switch target.count {
    case 1: try space.store(UInt8(truncatingIfNeeded: value), at: target.address)
    case 2: try space.store(UInt16(truncatingIfNeeded: value), at: target.address)
    default: try space.store(value, at: target.address)
    }
    return Int64(target.count)
  }

  func writePort(_ range: PortRange, _ source: UserSpan, _ offset: UInt64, _ thread: Thread) throws(Errno) -> Int64? {
    let port = try port(range, source, offset)
    let space = thread.memory
    let value: UInt32
    switch source.count {
    case 1: value = UInt32(try space.load(UInt8.self, at: source.address))
    case 2: value = UInt32(try space.load(UInt16.self, at: source.address))
    default: value = try space.load(UInt32.self, at: source.address)
    }
    machine.writePort(port, width: UInt8(truncatingIfNeeded: source.count), value)
    return Int64(source.count)
  }

  // MARK: Records

  func readRecord(_ record: Record, _ target: UserSpan, _ offset: UInt64, _ thread: Thread) throws(Errno) -> Int64? {
    let start = offset == ownPosition ? record.position : offset
    guard start < UInt64(record.bytes.count) else { return 0 }
    let part = target.prefix(UInt64(record.bytes.count) - start)
    try thread.memory.write(record.bytes, at: Int(start), to: part)
    if offset == ownPosition { record.position = start + part.count }
    return Int64(part.count)
  }
}
