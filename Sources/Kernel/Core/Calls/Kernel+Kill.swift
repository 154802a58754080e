// Signals: to one process or to a group. A process collects them through `proc:signals`, or they do what they always
// did.

import ABI

extension Kernel {
  func kill(_ thread: Thread, _ target: UInt64, _ number: UInt64) throws(Errno) -> Int64? {
    let target = Int64(bitPattern: target)
    let narrow = UInt32(exactly: number) ?? .max
    guard narrow == 0 || Signal(rawValue: narrow) != nil else { throw .invalidArgument }
    let caller = thread.process
    var found = false
    var allowed = false
    if target > 0 {
      guard let wanted = UInt32(exactly: target), let process = processes.find(wanted) else { throw .noSuchProcess }
      found = true
      allowed = send(narrow, to: process, from: caller)
    } else {
      let group = target == 0 ? caller.group : UInt32(truncatingIfNeeded: target.magnitude)
      guard target.magnitude <= UInt64(UInt32.max) else { throw .noSuchProcess }
      // A copy: the array changes while processes end.
      for process in processes.all where process.group == group && process.number != 1 && !process.isEnded {
        found = true
        if send(narrow, to: process, from: caller) { allowed = true }
      }
    }
    guard found else { throw .noSuchProcess }
    guard allowed else { throw .notPermitted }
    return thread.state == .ended ? nil : 0
  }

  private func send(_ number: UInt32, to process: Process, from caller: Process) -> Bool {
    guard caller.user == 0 || caller.user == process.user else { return false }
    // Without init there is no system.
    guard process.number != 1 || caller === process else { return false }
    if let signal = Signal(rawValue: number) { deliver(signal, to: process) }
    return true
  }

  private func deliver(_ signal: Signal, to process: Process) {
    if signal == .kill {
      end(process, ExitStatus(signaled: signal.rawValue, process.number))
      return
    }
    if signal == .continue && process.isStopped { resume(process) }
    if signal == .stop { return stop(process) }
    if let queue = process.signals?.object {
      queue.post(signal.rawValue)
      refreshSignals(of: process)
      return
    }
    switch signal {
    case .child, .continue, .windowChange: break
    case .stop, .terminalStop: stop(process)
    case .hangup, .interrupt, .quit, .kill, .user1, .user2, .terminate:
      end(process, ExitStatus(signaled: signal.rawValue, process.number))
    }
  }

  /// No thread of the process runs until it is continued. Its parent is told.
  private func stop(_ process: Process) {
    guard !process.isStopped else { return }
    process.isStopped = true
    for number in 0..<cpus.count where cpus[number].current.map({ $0.object.process === process }) ?? false {
      cpus[number].mustSwitch = true
      attention.gather(.cpu(number))
    }
    if let parent = processes.find(process.parent) {
      parent.signals?.object.post(Signal.child.rawValue)
      refreshSignals(of: parent)
    }
  }
}
