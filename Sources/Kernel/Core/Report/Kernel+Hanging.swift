// Programs that live and do not do their work any more: ended like by a fault, so that whoever looks after them starts
// them again. Only those with a limit (`SpawnBlock.hangLimit`).
//
// A loop shows in the time that a thread runs without waiting (`Thread.exertion`, looked at when a slice ends). Who
// waits for the wrong thing shows in what lies undone: a call that nobody receives or answers, an interrupt. As long as
// one of its threads runs, could run, or waits for an answer it is somebody else's turn, or slow: that is no reason to
// end it.

import ABI

extension Kernel {
  /// A call was made: a look will be taken whether the server receives and answers it.
  @inline(never)
  func watch(_ server: SchemeServer) {
    setLook(server.promise.look(.server(Unretained(server))), server.promise.limit, machine.now())
  }

  /// An interrupt came: a look will be taken whether it is acknowledged.
  @inline(never)
  func watch(_ line: InterruptLine) {
    setLook(line.promise.look(.interrupt(Unretained(line))), line.promise.limit, machine.now())
  }

  private func setLook(_ deadline: Deadline, _ limit: UInt64, _ now: UInt64) {
    deadlines.set(deadline, to: now &+ limit)
    attention.call()
  }

  /// One limit has passed since a call was made, or since the last look.
  func look(at server: SchemeServer, at now: UInt64) {
    // Where there is no slot it has received more than it may, and waits to answer.
    let waits = !server.queued.isEmpty && server.hasSlot
    let owed = server.owed
    server.owed = server.firstOwed()
    guard waits || server.owed != nil, let process = processes.find(server.owner) else { return }
    if let idle = idleThread(of: process, rather: server.lastReceiver?.object) {
      if waits && !server.promise.wasKept { return endHung(idle, .neverReceives) }
      if let owed, server.owes(owed) { return endHung(idle, .neverAnswers) }
    }
    setLook(server.promise.look(.server(Unretained(server))), server.promise.limit, now)
  }

  /// The same for an interrupt.
  func look(at line: InterruptLine, at now: UInt64) {
    guard line.mustAcknowledge, let process = processes.find(line.keeper) else { return }
    if !line.promise.wasKept, let idle = idleThread(of: process) { return endHung(idle, .neverAcknowledges) }
    setLook(line.promise.look(.interrupt(Unretained(line))), line.promise.limit, now)
  }

  /// A thread of a process that does nothing about what waits: all of its threads wait, and none of them for the answer
  /// of another program.
  private func idleThread(of process: Process, rather preferred: Thread? = nil) -> Thread? {
    guard !process.isStopped, !process.isEnded else { return nil }
    for thread in process.threads {
      guard thread.state == .blocked else { return nil }
      switch thread.wait {
      case .answer, .page, .resumption: return nil
      case .nothing, .source, .deadline, .futex, .request: break
      }
    }
    if let preferred, preferred.process === process { return preferred }
    return process.threads.first
  }

  /// Ends the process of a thread that hangs, with the way to where it is.
  @inline(never)
  func endHung(_ thread: Thread, _ fault: Fault) {
    let instruction = thread.context.registers(of: M.self).value.instructionPointer
    fail(thread, fault, instruction, instruction)
  }
}
