// All CPUs of the machine, each entry at a place of its own, and sets of CPUs.

/// The CPUs by number.
struct CPUs<Registers: ThreadRegisters> {
  let places: [Place<CPU<Registers>>]

  /// - Parameter idle: the registers of a CPU without a thread.
  init(count: Int, idle: Place<Registers>) {
    places = (0..<count).map { Place(of: CPU(number: $0, idle: idle)) }
  }

  var count: Int { places.count }

  subscript(number: Int) -> CPU<Registers> {
    // SAFETY: the entries are for ever. (Through `value` the whole entry would be copied.)
    @inline(__always) unsafeAddress { unsafe UnsafePointer(places[number].address) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe places[number].address }
  }
}

/// A set of CPUs, a bit each.
typealias CPUSet = UInt64

extension CPUSet {
  /// One CPU.
  @inline(__always)
  static func cpu(_ number: Int) -> CPUSet { 1 &<< UInt64(truncatingIfNeeded: number) }

  func contains(_ number: Int) -> Bool { self & .cpu(number) != 0 }

  /// The numbers of the CPUs in the set, from the lowest on.
  var members: CPUNumbers { CPUNumbers(rest: self) }
}

/// The walk through a set of CPUs.
struct CPUNumbers: Sequence, IteratorProtocol {
  fileprivate var rest: CPUSet

  mutating func next() -> Int? {
    guard rest != 0 else { return nil }
    defer { rest &= rest &- 1 }
    return rest.trailingZeroBitCount
  }
}
