// A value at an address of its own, that lives longer than everybody who knows it: the entry of a CPU, the registers of
// the thread that runs there.
//
// What is reached through a place is changed where it lies, without a copy. Who makes a place answers for how long it
// lives: CPUs are for ever, and a thread's registers outlive the entry into the kernel that works on them (CPU.ended).

/// Where a value lies.
@safe public struct Place<Value>: Equatable {
  // SAFETY: initialised memory, as long as anybody uses the place (see the head of the file).
  let address: UnsafeMutablePointer<Value>

  /// Of a value that is never freed.
  init(of value: Value) {
    unsafe address = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    unsafe address.initialize(to: value)
  }

  /// - Parameter raw: what `raw` gave, or memory that holds a `Value`.
  @unsafe @inline(__always)
  public init(raw: UnsafeMutableRawPointer) { unsafe address = raw.assumingMemoryBound(to: Value.self) }

  /// For assembly.
  @inline(__always)
  public var raw: UnsafeMutableRawPointer { unsafe UnsafeMutableRawPointer(address) }

  /// The value, in place.
  public var value: Value {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe address }
  }

  @inline(__always)
  public static func == (one: Self, other: Self) -> Bool { unsafe one.address == other.address }
}
