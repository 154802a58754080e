// A reference that keeps nothing alive and costs nothing: for the links of intrusive lists, and for what the CPU is
// doing.
//
// The objects are owned elsewhere (a process owns its threads, a queue its subscriptions). Whoever ends one takes it
// out of every list first, and the current thread stays alive until the kernel has left it (CPU.ended); the tests count
// objects to prove it.

/// A link to an object that somebody else owns.
@safe struct Unretained<Object: AnyObject>: Equatable {
  // SAFETY: the owner removes the object from every list before it lets go of it (see the head of the file).
  private let reference: Unmanaged<Object>

  @inline(__always)
  init(_ object: Object) { unsafe reference = Unmanaged.passUnretained(object) }

  @inline(__always)
  var object: Object { unsafe reference.takeUnretainedValue() }

  /// Lends the object without counting a reference: for paths where every instruction matters.
  @inline(__always)
  func with<Value, Failure: Error>(_ body: (Object) throws(Failure) -> Value) throws(Failure) -> Value {
    let outcome: Result<Value, Failure> = unsafe reference._withUnsafeGuaranteedRef { object in
      do throws(Failure) { return .success(try body(object)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Keeps the object alive from now on, until `letGo`.
  func keep() { _ = unsafe reference.retain() }

  /// Ends what `keep` began.
  func letGo() { unsafe reference.release() }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool {
    unsafe one.reference.toOpaque() == other.reference.toOpaque()
  }

  @inline(__always)
  func refers(to other: Object) -> Bool {
    unsafe reference.toOpaque() == Unmanaged.passUnretained(other).toOpaque()
  }
}
