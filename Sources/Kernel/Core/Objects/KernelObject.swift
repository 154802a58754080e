// What every handle refers to, and what can be waited for.

import ABI

/// Something that handles refer to.
///
/// Handles are plain values: what keeps the object alive is that it is counted here. With the first reference the
/// kernel holds it, and it lets go of it only when the work is done in which the last one went (`Kernel.letGo`). So
/// whatever a system call has found under a handle stays until its end, even if the handle does not.
class KernelObject {
  /// Handles in tables and in messages, and calls under way. At zero the kernel ends it (`Kernel.finish`).
  final var references = 0
  /// In the list of those that the kernel lets go of.
  final var isDeparting = false
  final var nextDeparting: Unretained<KernelObject>?
}

/// An object with a readiness: threads can block on it, event queues can subscribe to it.
///
/// `readiness` is level-triggered and exact: a thread blocks on the source only while the bit it needs is clear, and
/// every change goes through `Kernel.setReadiness`, which wakes the waiters. So no wake-up is ever lost.
class EventSource: KernelObject {
  final var readiness: Readiness = []
  final var subscriptions = SubscriptionList()
  final var waiters = ThreadList()
}
