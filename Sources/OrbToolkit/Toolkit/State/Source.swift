// What can be observed: the untyped half of `State`, and what a `Dynamic` lists as its dependencies.
//
// A source knows its subscriptions, a subscription knows its widget; a widget cancels its subscriptions when it
// dies. Nothing is global, so two applications (or tests) in one process do not meet.

/// Something whose changes widgets can follow.
open class Source {
  private var subscriptions: [Subscription] = []

  public init() {}

  /// Tells everybody who follows. In a window they are updated in its next update pass, once, however often this is
  /// called before; outside of one at once.
  public final func notify() {
    var cancelled = false
    // A follower may subscribe or cancel meanwhile: walk over those that were there.
    for subscription in subscriptions {
      if subscription.isCancelled { cancelled = true } else { subscription.trigger() }
    }
    if cancelled { subscriptions.removeAll { $0.isCancelled } }
  }

  /// Calls `body` at each change, without a widget, at once. Keep the result and cancel it.
  public final func observe(_ body: @escaping () -> Void) -> Subscription {
    let subscription = Subscription(target: nil, body)
    subscriptions.append(subscription)
    return subscription
  }

  final func add(_ subscription: Subscription) {
    if subscriptions.count > 16 { subscriptions.removeAll { $0.isCancelled } }
    subscriptions.append(subscription)
  }
}
