// The end of a process: threads, handles and memory go at once; what remains is its exit status, as long as somebody
// has a handle on it.

import ABI

extension Kernel {
  func exit(_ thread: Thread, _ status: UInt64) -> Int64? {
    let process = thread.process
    end(process, ExitStatus(exited: Int32(truncatingIfNeeded: status), process.number))
    return nil
  }

  /// Ends a process with everything it has.
  func end(_ process: Process, _ status: ExitStatus) {
    guard !process.isEnded else { return }
    process.isEnded = true
    process.status = status
    process.status.time = machine.now()
    trace.append(
      .end, TraceEvent.Who(process: process.number), UInt64(status.kind), UInt64(bitPattern: Int64(status.code)),
      at: process.status.time)
    tellTracer(of: process)
    while let thread = process.threads.last { end(thread) }
    while let number = process.handles.any { closeHandle(number, of: process) }
    retire(process.memory)
    process.image = nil
    attention.missing = nil
    processes.remove(process)
    adoptChildren(of: process)
    setReadiness(of: process, [.readable, .hangup])
    if process.number == 1 { reportEndOfInit(status) }
    if let parent = processes.find(process.parent) {
      parent.signals?.object.post(Signal.child.rawValue)
      refreshSignals(of: parent)
    }
  }

  private func reportEndOfInit(_ status: ExitStatus) {
    var text = TextBuffer()
    text.text("kernel: init has ended: ")
    switch ExitStatus.Kind(rawValue: status.kind) {
    case .exited: text.text("status ")
    case .signaled: text.text("signal ")
    default: text.text("fault ")
    }
    text.signed(Int64(status.code))
    text.newline()
    say(text)
  }

  /// Init is the parent of those whose parent has ended.
  private func adoptChildren(of process: Process) {
    for child in processes.all where child.parent == process.number { child.parent = 1 }
  }

  func refreshSignals(of process: Process) {
    guard let queue = process.signals?.object else { return }
    setReadiness(of: queue, queue.isEmpty ? [] : .readable)
  }
}
