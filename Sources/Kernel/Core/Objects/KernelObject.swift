// What every handle refers to, and what can be waited for.

import ABI

/// Something that handles refer to.
class KernelObject {
  /// Handles in tables and in messages, and calls under way. At zero the kernel ends it (`Kernel.finish`).
  final var references = 0
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
