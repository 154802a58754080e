// What is expected of a program that may not hang: that a server receives what is queued, that a driver acknowledges an
// interrupt. Kernel+Hanging takes the looks.
//
// The first look is one limit after something began to wait, the next ones as long as something waits: not a look for
// each call, and none while nothing happens.

/// Something that has to happen again and again while there is a reason for it.
struct Promise {
  /// Nanoseconds, 0: nobody looks.
  var limit: UInt64
  /// It happened since the last look.
  var wasKept = false
  /// The next look, made with the first.
  private(set) var deadline: Deadline?

  init(limit: UInt64) { self.limit = limit }

  /// There is a reason now, and no look to come.
  @inline(__always)
  var begins: Bool { limit != 0 && !(deadline?.isArmed ?? false) }

  /// The deadline for a look that begins now.
  mutating func look(_ target: Deadline.Target) -> Deadline {
    wasKept = false
    if let deadline { return deadline }
    let fresh = Deadline(target)
    deadline = fresh
    return fresh
  }
}
