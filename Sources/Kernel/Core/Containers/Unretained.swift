// A reference that keeps nothing alive: for the links of intrusive lists, which are unlinked before their members end.
//
// The members are owned elsewhere (a process owns its threads, a queue its subscriptions). Whoever ends a member takes it out of
// every list first; the tests count objects to prove it.

/// A link to an object that somebody else owns.
@safe struct Unretained<Object: AnyObject> {
  // SAFETY: the owner removes the object from every list before it lets go of it (see the head of the file).
  private let reference: Unmanaged<Object>

  @inline(__always)
  init(_ object: Object) { unsafe reference = Unmanaged.passUnretained(object) }

  @inline(__always)
  var object: Object { unsafe reference.takeUnretainedValue() }
}
