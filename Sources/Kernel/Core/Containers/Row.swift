// Values in a row that only grows, each changed where it lies: for hot paths, where an array would first make sure that
// nobody else has it. Not for values that own something: they are never ended.

/// Values by number. Copies of a row are the same row; whoever made it frees it.
@safe struct Row<Value> {
  // SAFETY: the first `count` values at `base` are initialised. `free` is the last thing that happens to a row.
  private var base: UnsafeMutablePointer<Value>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    unsafe base = UnsafeMutablePointer<Value>.allocate(capacity: self.capacity)
  }

  mutating func append(_ value: Value) {
    if count == capacity { grow() }
    unsafe (base + count).initialize(to: value)
    count += 1
  }

  private mutating func grow() {
    capacity *= 2
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
  }

  subscript(_ number: Int) -> Value {
    @inline(__always) unsafeAddress { unsafe UnsafePointer(address(of: number)) }
    @inline(__always) nonmutating unsafeMutableAddress { unsafe address(of: number) }
  }

  @inline(__always)
  private func address(of number: Int) -> UnsafeMutablePointer<Value> {
    precondition(UInt(bitPattern: number) < UInt(bitPattern: count))
    return unsafe base + number
  }

  /// Where a value lies, as long as nothing is appended.
  @inline(__always)
  func place(of number: Int) -> Place<Value> { unsafe Place(raw: UnsafeMutableRawPointer(address(of: number))) }

  func free() { unsafe base.deallocate() }
}
