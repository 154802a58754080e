// Which CPU a thread runs on: where a ready thread goes, what a CPU without work takes from the others, what a CPU with
// too much gives away, and how a CPU is told.

import ABI

extension Kernel {
  /// Makes a blocked thread ready, in no list any more.
  func makeReady(_ thread: Thread) {
    endWait(of: thread)
    enqueue(thread)
    attention.call()
  }

  /// Puts a ready thread into the queue of the CPU that suits it, which is told if it has to do something.
  func enqueue(_ thread: Thread) {
    let number = started == 1 ? 0 : place(for: thread)
    cpus[number].queue.append(thread, at: cpu.clock)
    if idle.contains(number) {
      kick(.cpu(number))
    } else if isMoreUrgent(thread, thanOn: number) {
      cpus[number].mustSwitch = true
      kick(.cpu(number))
    } else if number != cpu.number && cpus[number].queue.count == 1 {
      // It was alone until now, and no timer ends its slice.
      kick(.cpu(number))
    }
  }

  private func isMoreUrgent(_ thread: Thread, thanOn number: Int) -> Bool {
    guard let running = cpus[number].current else { return false }
    return thread.priority.rawValue < running.with { $0.priority.rawValue }
  }

  /// An idle CPU if there is one, this one or the thread's last before others; then one that runs something less
  /// urgent; then its last.
  private func place(for thread: Thread) -> Int {
    let wanted = started & thread.affinity
    let allowed = wanted == 0 ? started : wanted
    if idle & allowed & cpu.bit != 0 && !cpu.queue.hasReady { return cpu.number }
    let idle = idle & allowed & ~cpu.bit
    let last = thread.cpu
    let mayStay = last >= 0 && allowed.contains(last)
    if mayStay && idle.contains(last) { return last }
    if idle != 0 { return idle.trailingZeroBitCount }
    if mayStay && isMoreUrgent(thread, thanOn: last) { return last }
    return leastUrgent(of: allowed, for: thread) ?? (mayStay ? last : shortestQueue(of: allowed))
  }

  /// The CPU of `allowed` that runs what can wait best, if it can wait for `thread`.
  private func leastUrgent(of allowed: CPUSet, for thread: Thread) -> Int? {
    var best: Int?
    var lowest = thread.priority.rawValue
    for number in allowed.members {
      guard let running = cpus[number].current?.with({ $0.priority.rawValue }), running > lowest else { continue }
      lowest = running
      best = number
    }
    return best
  }

  private func shortestQueue(of allowed: CPUSet) -> Int {
    var best = allowed.trailingZeroBitCount
    for number in allowed.members where cpus[number].queue.count < cpus[best].queue.count { best = number }
    return best
  }

  /// A thread for this CPU out of the longest queue that has one for it. It is in no queue then.
  func steal() -> Unretained<Thread>? {
    var best: (thread: Unretained<Thread>, number: Int)?
    for number in (started & ~cpu.bit).members {
      guard cpus[number].queue.count > best.map({ cpus[$0.number].queue.count }) ?? 0,
        let thread = cpus[number].queue.first(allowedOn: cpu.bit)
      else { continue }
      best = (thread, number)
    }
    guard let best else { return nil }
    best.thread.with { cpus[best.number].queue.remove($0) }
    return best.thread
  }

  /// Threads wait here while other CPUs have nothing to do: as many of those come and take one each.
  func offerWork() {
    var left = cpu.queue.count
    for number in idle.members where left > 0 && cpu.queue.first(allowedOn: .cpu(number)) != nil {
      kick(.cpu(number))
      left -= 1
    }
  }

  /// The current thread has used its slice up.
  func endSlice(of thread: Thread, at now: UInt64) {
    let ran = now &- cpu.switchedAt
    thread.process.processorTime &+= ran
    thread.exert(for: ran)
    cpu.switchedAt = now
    guard !thread.runsWithoutEnd else { return endHung(thread, .neverWaits) }
    thread.work(in: thread.rank)
    if started != 1 { giveAway() }
    if cpu.queue.hasReady(upTo: thread.priority) || cpu.queue.hasStarving(at: now) {
      cpu.mustSwitch = true
      cpu.toTheBack = true
    } else {
      // Only less urgent ones wait: a new slice, or the timer would fire again at once.
      cpu.sliceEnd = now + KernelLimits.slice
    }
  }

  /// Moves a thread to the CPU with the shortest queue when the one here is longer by two: so everybody gets the same
  /// in the end, and nothing moves to and fro.
  private func giveAway() {
    let number = shortestQueue(of: started)
    guard cpu.queue.count >= cpus[number].queue.count + 2, let thread = cpu.queue.first(allowedOn: .cpu(number)) else {
      return
    }
    thread.with {
      cpu.queue.remove($0)
      cpus[number].queue.append($0, at: cpu.clock)
    }
    kick(.cpu(number))
  }

  /// Makes CPUs look around (`next`); those that halt are woken.
  func kick(_ targets: CPUSet) {
    // Who was called and has not looked yet is on its way; only one that halts may have been called without a word.
    let told = targets & (idle | ~attention.needed) & ~cpu.bit
    attention.call(targets)
    idle &= ~told
    for number in told.members { machine.interrupt(number) }
  }
}
