// Binding a widget's properties to states. A protocol, because only there can `Self` be the closure's argument.

/// What can follow states; every widget.
public protocol Bindable: AnyObject {}

extension Bindable where Self: Widget {
  /// Applies the state's value now and after each change. The closure gets the widget, so it need not capture it.
  @discardableResult
  public func bind<Value>(_ state: State<Value>, _ apply: @escaping (Self, Value) -> Void) -> Self {
    apply(self, state.value)
    let reference = Unretained(self)
    follow(state) { apply(reference.widget, state.value) }
    return self
  }

  /// Runs the closure now and after each change of any of the sources.
  @discardableResult
  public func bind(on sources: [Source], _ apply: @escaping (Self) -> Void) -> Self {
    apply(self)
    let reference = Unretained(self)
    for source in sources { follow(source) { apply(reference.widget) } }
    return self
  }

  /// Sets properties in the middle of a declaration.
  @discardableResult
  public func with(_ change: (Self) -> Void) -> Self {
    change(self)
    return self
  }
}

/// A reference that does not keep the widget alive. Only for closures that `follow` cancels with the widget.
public final class Unretained<Target: AnyObject> {
  private unowned(unsafe) let target: Target

  public init(_ target: Target) {
    // SAFETY: see the type's comment.
    unsafe self.target = target
  }

  public var widget: Target {
    // SAFETY: the closure that holds this is cancelled by the target's deinit.
    unsafe target
  }
}
