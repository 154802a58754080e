// Which CPUs the threads of a process may run on: `KernelOperation.affinity` on a process handle. Its threads and
// children to come have what it has.

import ABI

extension Kernel {
  /// In: nothing, or a set of CPUs, a bit each. Out: the set that holds from now on.
  func callAffinity(_ process: Process, _ input: UserSpan, _ thread: Thread, into text: inout TextBuffer) throws(Errno)
  {
    if input.count > 0 {
      guard input.count == 8 else { throw .invalidArgument }
      let wanted = try thread.memory.load(UInt64.self, at: input.address)
      try checkInsight(into: process, thread)
      // CPUs that there are not are forgotten, as on other systems.
      guard wanted & started != 0 else { throw .invalidArgument }
      restrict(process, to: wanted & started)
    }
    text.record(process.affinity & started)
  }

  private func restrict(_ process: Process, to set: CPUSet) {
    process.affinity = set
    for thread in process.threads {
      thread.affinity = set
      switch thread.state {
      case .running where !set.contains(thread.cpu):
        thread.pending.insert(.moves)
        kick(.cpu(thread.cpu))
      case .ready:
        // Maybe to one that is idle.
        cpus[thread.queuedOn].queue.remove(thread)
        enqueue(thread)
      case .running, .blocked, .ended: break
      }
    }
    // Some may wait here now: their slice's end needs a timer.
    attention.call()
  }

  /// The current thread has to go on elsewhere, if it still has to; true: it is not the current one any more.
  func moveAway(_ thread: Thread) -> Bool {
    thread.pending.remove(.moves)
    guard thread.affinity & cpu.bit == 0 else { return false }
    let now = machine.now()
    let ran = now &- cpu.switchedAt
    thread.process.processorTime &+= ran
    thread.exert(for: ran)
    cpu.switchedAt = now
    saveVectors()
    cpu.current = nil
    thread.state = .ready
    enqueue(thread)
    return true
  }
}
