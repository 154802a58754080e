// A lock for the few microseconds in which the font library is in use. Programs of the OS draw from one thread; host
// tests run side by side.

import Synchronization

final class SpinLock: Sendable {
  private let taken = Atomic<Bool>(false)

  func withLock<Value>(_ body: () -> Value) -> Value {
    while taken.exchange(true, ordering: .acquiring) {}
    defer { taken.store(false, ordering: .releasing) }
    return body()
  }
}
