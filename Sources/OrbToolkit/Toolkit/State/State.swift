// An observable value. Setting it updates just the widgets that are bound to it.
//
//   let count = State(0)
//   Label(count.map { "Clicked \($0) times" })
//   Button("Click") { count.value += 1 }

/// A value that widgets follow.
public final class State<Value>: Source {
  /// Keeps a derived state's connection to its origin alive.
  private var origin: Subscription?

  /// Setting it tells the followers, whether or not the new value differs.
  public var value: Value {
    didSet { notify() }
  }

  public init(_ value: Value) {
    self.value = value
  }

  deinit { origin?.cancel() }

  /// A state that holds `transform` of this one's value, and changes with it.
  public func map<Other>(_ transform: @escaping (Value) -> Other) -> State<Other> {
    let derived = State<Other>(transform(value))
    // The origin's list holds the closure, which must not keep the derived state alive; its deinit cancels.
    let link = Link(derived)
    derived.origin = observe { [self] in link.set(transform(self.value)) }
    return derived
  }
}

/// An unretained reference to a state, valid until the state's `deinit` cancels the subscription that uses it.
private final class Link<Value> {
  private unowned(unsafe) let target: State<Value>

  init(_ target: State<Value>) {
    // SAFETY: see the type's comment.
    unsafe self.target = target
  }

  func set(_ value: Value) {
    // SAFETY: the subscription that calls this is cancelled by the target's deinit.
    unsafe target.value = value
  }
}

extension State where Value: Equatable {
  /// Sets the value and tells the followers only if it differs.
  public func set(_ newValue: Value) {
    if newValue != value { value = newValue }
  }
}
