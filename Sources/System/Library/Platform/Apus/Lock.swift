// A lock over a futex: one atomic instruction while nobody waits.

import SystemEntry

/// Mutual exclusion between the threads of a program. Not recursive.
@safe public final class Lock: @unchecked Sendable {
  // SAFETY: allocated here, freed in deinit, touched by the atomic operations of SystemLock.h only.
  private let word: UnsafeMutablePointer<UInt32>

  public init() {
    unsafe word = .allocate(capacity: 1)
    unsafe word.initialize(to: 0)
  }

  deinit { unsafe word.deallocate() }

  public func lock() { unsafe apus_lock(word) }
  public func unlock() { unsafe apus_unlock(word) }
}
