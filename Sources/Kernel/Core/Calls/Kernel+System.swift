// `sys:`, `proc:` and `acpi:`: what the kernel tells about itself and about processes.

import ABI

extension Kernel {
  // MARK: sys:

  func openSystem(_ rest: Range<Int>, _ thread: Thread) throws(Errno) -> Grant {
    let parts = PathParts(path, rest)
    if parts.count == 2, parts.matches(path, 0, "trace"), parts.matches(path, 1, "calls") {
      guard thread.process.user == 0 else { throw .notPermitted }
      return openTraceSwitch()
    }
    guard parts.count == 1 else { throw .noSuchEntry }
    if parts.matches(path, 0, "profile") {
      guard thread.process.user == 0 else { throw .notPermitted }
      return try openProfile(of: nil, thread)
    }
    var text = TextBuffer()
    if parts.matches(path, 0, "log") {
      let reader = LogReader()
      reader.position = log.start
      if log.end > log.start { reader.readiness = .readable }
      logReaders.append(reader)
      return Grant(Object.log, reader, [.read, .duplicate, .transfer, .call])
    } else if parts.matches(path, 0, "counters") {
      text = counterLines()
    } else if parts.matches(path, 0, "trace") {
      // There are addresses of every program in it.
      guard thread.process.user == 0 else { throw .notPermitted }
      text = traceRecords()
    } else if parts.matches(path, 0, "panic"), CommandLine(bytes: boot.commandLine).has("panic=test") {
      guard thread.process.user == 0 else { throw .notPermitted }
      // A trap, as any bug of the kernel ends in one.
      preconditionFailure("panic=test")
    } else if parts.matches(path, 0, "memory") {
      text.record(memoryStatus)
    } else if parts.matches(path, 0, "framebuffer") {
      text.record(boot.framebuffer)
    } else if parts.matches(path, 0, "version") {
      text.text("Apus 0.1 x86_64\n")
    } else if parts.matches(path, 0, "cpu") {
      text.append(boot.processorName)
      text.newline()
      text.decimal(UInt64(started.nonzeroBitCount))
      text.text(started.nonzeroBitCount == 1 ? " CPU\n" : " CPUs\n")
    } else if parts.matches(path, 0, "command-line") {
      text.append(boot.commandLine)
      text.newline()
    } else if parts.matches(path, 0, "schemes") {
      listSchemes(for: thread.process, into: &text)
    } else if parts.matches(path, 0, "uptime") {
      text.decimal(machine.now() / 1_000_000_000)
      text.newline()
    } else {
      throw .noSuchEntry
    }
    return Grant(Object.record, Record(text.bytes), [.read, .duplicate, .transfer, .call])
  }

  private func listSchemes(for process: Process, into text: inout TextBuffer) {
    for scheme in schemes.schemes where !scheme.name.isEmpty && scheme.readiness.contains(.readable) {
      guard process.namespace.contains(scheme.number) else { continue }
      text.append(scheme.name)
      text.newline()
    }
  }

  var memoryStatus: MemoryStatus {
    var status = MemoryStatus()
    status.total = frames.totalCount * pageSize
    status.free = frames.freeCount * pageSize
    status.shared = frames.reclaimableCount * pageSize
    for process in processes.all { status.pageTables += process.memory.tables.tableCount * pageSize }
    status.handles = handleCount
    status.processes = UInt64(processes.count)
    status.threads = threadCount
    return status
  }

  // MARK: proc:

  func openProcess(_ rest: Range<Int>, _ thread: Thread) throws(Errno) -> Grant {
    let rights: Rights = [.read, .duplicate, .transfer, .call]
    if rest.isEmpty { return Grant(Object.processList, KernelObject(), rights) }
    let parts = PathParts(path, rest)
    if parts.count == 1 && parts.matches(path, 0, "signals") {
      if let known = thread.process.signals?.object { return Grant(Object.signals, known, rights) }
      let queue = SignalQueue(process: thread.process.number)
      thread.process.signals = Unretained(queue)
      return Grant(Object.signals, queue, rights)
    }
    if parts.count == 1 && parts.matches(path, 0, "namespace") {
      return Grant(Object.namespace, NamespaceObject(thread.process.namespace), rights)
    }
    let process: Process
    if parts.matches(path, 0, "self") {
      process = thread.process
    } else {
      guard let number = NumberParser.parse(path, parts[0], radix: 10), let narrow = UInt32(exactly: number),
        let found = processes.find(narrow)
      else { throw .noSuchProcess }
      process = found
    }
    if parts.count == 1 { return Grant(Object.process, process, rights) }
    if let grant = try openInsight(into: process, parts, thread) { return grant }
    guard parts.count == 2 else { throw .noSuchEntry }
    var text = TextBuffer()
    if parts.matches(path, 1, "status") {
      text.record(status(of: process))
    } else if parts.matches(path, 1, "limits") {
      writeLimits(of: process, into: &text)
    } else {
      throw .noSuchEntry
    }
    return Grant(Object.record, Record(text.bytes), rights)
  }

  /// A line for each thing that a process may only have so much of: its name, what there is, and the most.
  private func writeLimits(of process: Process, into text: inout TextBuffer) {
    let account = process.memory.account
    let most = min(account.limit, frames.totalCount)
    let lines: [(name: StaticString, used: UInt64, most: UInt64)] = [
      ("memory", account.used * pageSize, most * pageSize),
      ("handles", UInt64(process.handles.count), UInt64(ProcessLimits.handles)),
      ("threads", UInt64(process.threads.count), UInt64(ProcessLimits.threads)),
      ("mappings", UInt64(process.memory.regions.count), UInt64(KernelLimits.regions)),
    ]
    for line in lines {
      text.text(line.name)
      text.byte(0x20)
      text.decimal(line.used)
      text.byte(0x20)
      text.decimal(line.most)
      text.newline()
    }
  }

  private func status(of process: Process) -> ProcessStatus {
    var status = ProcessStatus()
    status.process = process.number
    status.parent = process.parent
    status.processGroup = process.group
    status.user = process.user
    status.group = process.userGroup
    status.state = state(of: process).rawValue
    status.priority = process.priority.rawValue
    status.threads = UInt32(process.threads.count)
    status.handles = UInt32(process.handles.count)
    status.nameLength = process.name.length
    status.residentBytes = process.memory.privatePages * pageSize
    status.virtualBytes = process.memory.virtualBytes
    status.cpuTime = process.processorTime
    let now = machine.now()
    for number in 0..<cpus.count where cpus[number].current.map({ $0.object.process === process }) ?? false {
      status.cpuTime += now - min(cpus[number].switchedAt, now)
    }
    status.started = process.started
    status.name = process.name.bytes
    return status
  }

  private func state(of process: Process) -> ProcessStatus.State {
    if process.isEnded { return .ended }
    if process.isStopped { return .stopped }
    var state = ProcessStatus.State.blocked
    for thread in process.threads {
      if thread.state == .running { return .running }
      if thread.state == .ready { state = .ready }
    }
    return state
  }

  // MARK: Calls on kernel objects

  /// `call` on an object of the kernel: the operations that all file-like schemes share, as far as they make sense.
  func callKernel(_ thread: Thread, _ handle: Handle, _ block: CallBlock, _ address: UInt64) throws(Errno) -> Int64? {
    let input = try UserSpan(block.input, block.inputLength)
    let output = try UserSpan(block.output, block.outputCapacity)
    guard input.count <= UInt64(MessageLimits.payload) else { throw .argumentListTooLong }
    guard block.sentHandle == noHandle else { throw .notSupported }
    var text = TextBuffer()
    var result: Int64 = 0
    switch (Operation(rawValue: block.operation), handle.object) {
    case (.status, _): text.record(fileStatus(of: handle.object))
    case (.readDirectory, .processList):
      guard input.count >= 8 else { throw .invalidArgument }
      let cookie = try thread.memory.load(UInt64.self, at: input.address)
      listProcesses(from: cookie, limit: Int(min(output.count, UInt64(MessageLimits.payload))), into: &text)
      result = Int64(text.bytes.count)
    case (nil, .process(let process)) where block.operation == KernelOperation.affinity.rawValue:
      try callAffinity(process.object, input, thread, into: &text)
    default: try callDevice(KernelOperation(rawValue: block.operation), handle, into: &text)
    }
    let count = min(UInt64(text.bytes.count), output.count)
    try thread.memory.write(text.bytes, to: output.prefix(count))
    try thread.memory.store(CallResult(count, noHandle), at: address + CallBlock.resultOffset)
    return result
  }

  private func fileStatus(of object: Object) -> FileStatus {
    var status = FileStatus()
    status.mode = 0o600
    switch object {
    case .record(let record):
      status.kind = FileKind.regular.rawValue
      status.size = UInt64(record.object.bytes.count)
    case .log:
      status.kind = FileKind.regular.rawValue
      status.size = log.end
    case .memory(let memory):
      status.kind = FileKind.regular.rawValue
      status.size = memory.object.length
    case .processList: status.kind = FileKind.directory.rawValue
    case .pipe: status.kind = FileKind.pipe.rawValue
    default: status.kind = FileKind.characterDevice.rawValue
    }
    return status
  }

  /// Directory entries of the processes from slot `cookie` on, as many as fit.
  private func listProcesses(from cookie: UInt64, limit: Int, into text: inout TextBuffer) {
    guard cookie < UInt64(KernelLimits.processes) else { return }
    for place in Int(cookie)..<KernelLimits.processes {
      guard let process = processes.slot(place) else { continue }
      var name = TextBuffer()
      name.decimal(UInt64(process.number))
      let length = DirectoryEntry.headLength + (name.bytes.count + 7) & ~7
      guard text.bytes.count + length <= limit else { return }
      var entry = DirectoryEntry()
      entry.inode = UInt64(process.number)
      entry.cookie = UInt64(place) + 1
      entry.kind = FileKind.regular.rawValue
      entry.nameLength = UInt16(name.bytes.count)
      let start = text.bytes.count
      text.record(entry)
      text.append(name.bytes)
      while text.bytes.count < start + length { text.byte(0) }
    }
  }
}
