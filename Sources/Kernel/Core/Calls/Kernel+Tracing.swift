// Following the system calls of a process (`proc:N/trace`), or of all (`sys:trace/calls`).
//
// Nobody pays for it who is not followed: a thread that is has something `pending` whenever it gets the CPU, and from
// there on the flags that every entry and every way out look at anyway lead here. `Syscall.identify` and
// `Syscall.clock` are not followed: they never get as far as this.

import ABI

extension Kernel {
  // MARK: Starting and ending

  /// What of `proc:N` shows what the process does: nil for other paths.
  func openInsight(into process: Process, _ parts: PathParts, _ thread: Thread) throws(Errno) -> Grant? {
    if parts.count == 2, parts.matches(path, 1, "profile") { return try openProfile(of: process, thread) }
    if parts.matches(path, 1, "trace"), parts.count == 2 || parts.count == 3 && parts.matches(path, 2, "children") {
      return try openTrace(of: process, followsChildren: parts.count == 3, thread)
    }
    if parts.count == 3, parts.matches(path, 1, "symbol") { return try openSymbol(parts[2], of: process, thread) }
    return nil
  }

  /// The name of the function at an address, as fault reports have it; nothing where there is none.
  private func openSymbol(_ part: Range<Int>, of process: Process, _ thread: Thread) throws(Errno) -> Grant {
    try checkInsight(into: process, thread)
    guard let address = NumberParser.parse(path, part, radix: 16) else { throw .noSuchEntry }
    var text = TextBuffer()
    if let image = process.image, process.imageRange.contains(address) {
      SymbolLookup(image, offset: process.imageOffset, length: process.imageLength)?.describe(
        address - process.imageSlide, into: &text)
    }
    return Grant(Object.record, Record(text.bytes), [.read, .duplicate, .transfer, .call])
  }

  /// `proc:N/trace`, with `children` also what the process starts.
  func openTrace(of process: Process, followsChildren: Bool, _ thread: Thread) throws(Errno) -> Grant {
    try checkInsight(into: process, thread)
    guard process.tracer == nil else { throw .busy }
    guard let stream = TraceStream(frames: frames, followsChildren: followsChildren) else { throw .outOfMemory }
    follow(process, stream)
    return Grant(Object.trace, stream, [.read, .duplicate, .transfer, .call])
  }

  /// Who may look into a process: the same user, and user 0.
  func checkInsight(into process: Process, _ thread: Thread) throws(Errno) {
    guard thread.process.user == 0 || thread.process.user == process.user else { throw .notPermitted }
    guard !process.isEnded else { throw .noSuchProcess }
  }

  private func follow(_ process: Process, _ stream: TraceStream) {
    process.tracer = Unretained(stream)
    stream.followed += 1
    watchThreads(of: process)
  }

  /// A new process of one that is followed together with its children.
  func followChild(_ child: Process, of parent: Process) {
    if let stream = parent.tracer?.object, stream.followsChildren {
      follow(child, stream)
    } else if openTraceSwitches > 0 {
      watchThreads(of: child)
    }
  }

  /// Sets the threads' marks to whether anybody follows them.
  func watchThreads(of process: Process) {
    let isTraced = process.tracer != nil || openTraceSwitches > 0
    for thread in process.threads {
      if isTraced { thread.pending.insert(.traced) } else { thread.pending.subtract([.traced, .inCall]) }
      // Where it runs now it is looked at before it goes on.
      if thread.state == .running, thread.cpu >= 0 { attention.gather(.cpu(thread.cpu)) }
    }
  }

  /// The reader has gone.
  func endStream(_ stream: TraceStream) {
    if let deadline = stream.sampler { deadlines.remove(deadline) }
    guard stream.followed > 0 else { return }
    for process in processes.all {
      guard let tracer = process.tracer, tracer.refers(to: stream) else { continue }
      process.tracer = nil
      watchThreads(of: process)
    }
  }

  /// A process that is followed has ended.
  func tellTracer(of process: Process) {
    guard let stream = process.tracer?.object else { return }
    process.tracer = nil
    stream.followed -= 1
    var record = TraceRecord()
    record.time = machine.now()
    record.process = process.number
    record.kind = TraceRecordKind.end.rawValue
    record.words[0] = UInt64(process.status.kind)
    record.words[1] = UInt64(bitPattern: Int64(process.status.code))
    enter(record, into: stream)
  }

  func openTraceSwitch() -> Grant {
    openTraceSwitches += 1
    for process in processes.all { watchThreads(of: process) }
    return Grant(Object.traceSwitch, TraceSwitch(), [.duplicate, .transfer])
  }

  func closeTraceSwitch() {
    openTraceSwitches -= 1
    for process in processes.all { watchThreads(of: process) }
  }

  // MARK: Records

  func enter(_ record: TraceRecord, into stream: TraceStream) {
    stream.append(record)
    setReadiness(of: stream, stream.isOver ? [.readable, .hangup] : .readable)
  }

  /// Gives out whole records; nothing when none is left and none will come.
  func readTrace(_ stream: TraceStream, _ handle: Handle, _ target: UserSpan, _ thread: Thread) throws(Errno) -> Int64?
  {
    let size = UInt64(TraceRecord.length)
    guard target.count >= size else { throw .invalidArgument }
    guard !stream.isEmpty else { return stream.isOver ? 0 : try wait(thread, for: stream, handle) }
    var done: UInt64 = 0
    while target.count - done >= size, let record = stream.first {
      try thread.memory.store(record, at: target.address + done)
      stream.drop()
      done += size
    }
    if stream.isEmpty { setReadiness(of: stream, stream.isOver ? .hangup : []) }
    return Int64(done)
  }

  // MARK: The calls of a thread that is followed

  /// What waits for a thread that gets the CPU. True: its system call starts again, or it has left the CPU.
  @inline(never)
  func attend(to thread: Thread) -> Bool {
    if thread.pending.contains(.moves), moveAway(thread) { return true }
    if !thread.pending.isDisjoint(with: [.asked, .faulted]) {
      endTouch(of: thread)
      guard thread.state == .running else { return true }
    }
    if thread.pending.contains(.restart) {
      thread.pending.remove(.restart)
      return true
    }
    if thread.pending.contains(.inCall) { noteResult(of: thread) }
    if thread.pending.contains(.traced) {
      // Its next call leads to `noteCall`, and the end of that to `finishWork`.
      cpu.hasAfterwork = true
      attention.call()
    }
    dropStaleTranslations(thread.memory)
    return false
  }

  /// After the work on the current thread, when there is more to do than to look who is next.
  @inline(never)
  func finishWork() {
    cpu.hasAfterwork = false
    cpu.ended = nil
    dismiss()
    while let server = served.takeClosing() { announceNotice(of: server) }
    guard let thread = current, thread.state == .running, thread.pending.contains(.inCall) else { return }
    noteResult(of: thread)
  }

  /// A system call of the current thread begins.
  @inline(never)
  func noteCall() {
    guard let thread = current, thread.pending.contains(.traced) else { return }
    thread.pending.insert(.inCall)
    let block = registers.value
    thread.tracedCall = block.systemCallNumber
    let now = machine.now()
    if openTraceSwitches > 0 { record(.call, thread, block.systemCallNumber, block.argument0, at: now) }
    guard let stream = thread.process.tracer?.object else { return }
    var record = traceRecord(.call, of: thread, at: now)
    record.words = [block.argument0, block.argument1, block.argument2, block.argument3, block.argument4]
    switch Syscall(rawValue: block.systemCallNumber) {
    case .open: attach(block.argument0, block.argument1, to: &record, thread)
    case .write: attach(block.argument1, block.argument2, to: &record, thread)
    case .duplicate: attach(block.argument2, block.argument3, to: &record, thread)
    case .reply, .replyReceive: attach(block.argument1, UInt64(MemoryLayout<Reply>.size), to: &record, thread)
    case .call:
      guard let call = try? thread.memory.load(CallBlock.self, at: block.argument1) else { break }
      record.words[2] = UInt64(call.operation)
      record.words[3] = UInt64(call.sentHandle)
      attach(call.input, call.inputLength, to: &record, thread)
    case .spawn:
      guard let spawn = try? thread.memory.load(SpawnBlock.self, at: block.argument0) else { break }
      attach(spawn.name, spawn.nameLength, to: &record, thread)
    default: break
    }
    enter(record, into: stream)
  }

  /// The call that was told of is done.
  private func noteResult(of thread: Thread) {
    thread.pending.remove(.inCall)
    let block = thread.context.registers(of: M.self).value
    let now = machine.now()
    // A failure is in the trace already.
    if openTraceSwitches > 0, block.result >= 0 {
      record(.result, thread, thread.tracedCall, UInt64(bitPattern: block.result), at: now)
    }
    guard let stream = thread.process.tracer?.object else { return }
    var record = traceRecord(.result, of: thread, at: now)
    record.words[0] = UInt64(bitPattern: block.result)
    if block.result >= 0 { attachAnswer(block, to: &record, thread) }
    enter(record, into: stream)
  }

  private func attachAnswer(_ block: M.Registers, to record: inout TraceRecord, _ thread: Thread) {
    switch Syscall(rawValue: thread.tracedCall) {
    case .read: attach(block.argument1, UInt64(block.result), to: &record, thread)
    case .receive: attach(block.argument1, UInt64(block.result), to: &record, thread)
    case .replyReceive: attach(block.argument2, UInt64(block.result), to: &record, thread)
    case .call:
      guard let call = try? thread.memory.load(CallBlock.self, at: block.argument1) else { return }
      record.words[1] = UInt64(call.receivedHandle)
      attach(call.output, call.outputLength, to: &record, thread)
    case .spawn:
      guard let spawn = try? thread.memory.load(SpawnBlock.self, at: block.argument0) else { return }
      record.words[1] = UInt64(spawn.process)
    default: break
    }
  }

  func traceRecord(_ kind: TraceRecordKind, of thread: Thread, at time: UInt64) -> TraceRecord {
    var record = TraceRecord()
    record.time = time
    record.process = thread.process.number
    record.thread = thread.number
    record.kind = kind.rawValue
    record.number = UInt32(truncatingIfNeeded: min(thread.tracedCall, UInt64(UInt32.max)))
    return record
  }

  /// Copies the first bytes of what a call points at; none where they cannot be read.
  private func attach(_ address: UInt64, _ length: UInt64, to record: inout TraceRecord, _ thread: Thread) {
    guard length > 0, let span = try? UserSpan(address, min(length, UInt64(TraceRecord.byteCapacity))),
      (try? thread.memory.read(span, into: &path)) != nil
    else { return attention.missing = nil }
    for place in 0..<Int(span.count) { record.bytes[place / 8] |= UInt64(path[place]) << UInt64(place % 8 * 8) }
    record.count = UInt16(truncatingIfNeeded: span.count)
  }
}
