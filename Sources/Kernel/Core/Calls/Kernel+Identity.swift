// System calls about the caller itself: who it is, what time it is.

import ABI

extension Kernel {
  // `identify` and `clock` need no lock: they read what belongs to their own CPU, thread and process, while nobody can
  // end them (the CPU counts as running the program).

  /// `clock`. Apart, so that the other question needs no frame.
  @inline(never)
  static func tellTime(_ place: Place<CPU<M.Registers>>, _ machine: M) {
    let registers = place.value.registers
    place.value.current?.with { registers.value.result = time(registers.value.argument0, $0, place, machine) }
  }

  @inline(__always)
  static func identity(of thread: Thread, _ what: UInt64) -> Int64 {
    switch Identity(rawValue: what) {
    case .process: return Int64(thread.process.number)
    case .parent: return Int64(thread.process.parent)
    case .thread: return Int64(thread.number)
    case .user: return Int64(thread.process.user)
    case .group: return Int64(thread.process.userGroup)
    case .processGroup: return Int64(thread.process.group)
    case nil: return Errno.invalidArgument.syscallResult
    }
  }

  private static func time(_ what: UInt64, _ thread: Thread, _ place: Place<CPU<M.Registers>>, _ machine: M) -> Int64 {
    let now = machine.now()
    switch Clock(rawValue: what) {
    case .monotonic: return Int64(truncatingIfNeeded: now) & .max
    case .realTime: return Int64(truncatingIfNeeded: machine.bootTime &+ now) & .max
    case .processTime:
      let running = now - min(place.value.switchedAt, now)
      return Int64(truncatingIfNeeded: thread.process.processorTime &+ running) & .max
    case nil: return Errno.invalidArgument.syscallResult
    }
  }

  func setIdentity(_ thread: Thread, _ user: UInt64, _ group: UInt64) throws(Errno) -> Int64? {
    guard thread.process.user == 0 else { throw .notPermitted }
    guard let user = UInt32(exactly: user), let group = UInt32(exactly: group), user != .max, group != .max else {
      throw .invalidArgument
    }
    thread.process.user = user
    thread.memory.account.isService = user == 0
    thread.process.userGroup = group
    return 0
  }
}
