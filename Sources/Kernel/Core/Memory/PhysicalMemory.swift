// The window through which the kernel sees physical memory: the byte at physical address `p` lies at `base + p`.
//
// This is one of the two files of the core that touch raw memory. The machine maps all of RAM there; the tests give an
// ordinary allocation. Addresses come from the frame allocator and from page tables that the kernel wrote, so one
// bounds check per access is enough to turn a kernel bug into a stop instead of a stray write.

import ABI

/// Bytes of a page and of a frame.
public let pageSize: UInt64 = AddressSpace.pageSize

/// All of physical memory, as bytes.
@safe public struct PhysicalMemory {
  // SAFETY: the creator promises `length` readable and writable bytes at `base` for the kernel's whole life (init);
  // every access below is checked against `length`.
  private let base: UnsafeMutableRawPointer
  /// One past the highest physical address of the window.
  public let length: UInt64

  /// The window of `length` bytes at `base`, which must stay valid as long as the kernel lives.
  public init(base: UnsafeMutableRawPointer, length: UInt64) {
    unsafe self.base = base
    self.length = length
  }

  /// True when `count` bytes at `address` lie inside the window.
  @inline(__always)
  public func contains(_ address: UInt64, _ count: UInt64) -> Bool {
    count <= length && address <= length - count
  }

  @inline(__always)
  private func pointer(_ address: UInt64, _ count: UInt64) -> UnsafeMutableRawPointer {
    precondition(contains(address, count), "physical address outside of memory")
    return unsafe base + Int(truncatingIfNeeded: address)
  }

  /// The value at `address`, aligned or not.
  @inline(__always)
  public func load<T: BitwiseCopyable>(_ type: T.Type, at address: UInt64) -> T {
    unsafe pointer(address, UInt64(MemoryLayout<T>.size)).loadUnaligned(as: type)
  }

  @inline(__always)
  public func store<T: BitwiseCopyable>(_ value: T, at address: UInt64) {
    unsafe pointer(address, UInt64(MemoryLayout<T>.size)).storeBytes(of: value, as: T.self)
  }

  /// An entry of a page table or of a free list: eight bytes at an aligned address.
  @inline(__always)
  func word(at address: UInt64) -> UInt64 {
    unsafe pointer(address, 8).load(as: UInt64.self)
  }

  @inline(__always)
  func setWord(_ value: UInt64, at address: UInt64) {
    unsafe pointer(address, 8).storeBytes(of: value, as: UInt64.self)
  }

  /// The page at `address` as a table of words.
  func table(at address: UInt64) -> TableInWindow {
    precondition(address % pageSize == 0)
    return unsafe TableInWindow(pointer(address, pageSize))
  }

  public func zero(_ address: UInt64, _ count: UInt64) {
    unsafe pointer(address, count).initializeMemory(as: UInt8.self, repeating: 0, count: Int(count))
  }

  func fill(_ address: UInt64, _ count: UInt64, with byte: UInt8) {
    unsafe pointer(address, count).initializeMemory(as: UInt8.self, repeating: byte, count: Int(count))
  }

  /// Copies between two places of physical memory; they may overlap.
  @inline(__always)
  public func copy(from source: UInt64, to target: UInt64, _ count: UInt64) {
    unsafe pointer(target, count).copyMemory(from: pointer(source, count), byteCount: Int(count))
  }

  /// The same for what is mostly a short message: 8 to 16 bytes are two words, which may overlap.
  @inline(__always)
  func copyMessage(from source: UInt64, to target: UInt64, _ count: UInt64) {
    guard count &- 8 <= 8 else { return copy(from: source, to: target, count) }
    let from = unsafe pointer(source, count)
    let to = unsafe pointer(target, count)
    let last = Int(truncatingIfNeeded: count) &- 8
    let (head, tail) = unsafe (
      from.loadUnaligned(as: UInt64.self), from.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    )
    unsafe to.storeBytes(of: head, as: UInt64.self)
    unsafe to.storeBytes(of: tail, toByteOffset: last, as: UInt64.self)
  }

  /// Copies out into kernel memory.
  func read(_ address: UInt64, into target: inout MutableSpan<UInt8>, at index: Int, _ count: Int) {
    precondition(index >= 0 && count >= 0 && index + count <= target.count)
    unsafe target.withUnsafeMutableBufferPointer { buffer in
      guard count > 0, let start = buffer.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(start + index).copyMemory(from: pointer(address, UInt64(count)), byteCount: count)
    }
  }

  /// Copies in from kernel memory.
  func write(_ address: UInt64, from source: borrowing Span<UInt8>, at index: Int, _ count: Int) {
    precondition(index >= 0 && count >= 0 && index + count <= source.count)
    unsafe source.withUnsafeBufferPointer { buffer in
      guard count > 0, let start = buffer.baseAddress else { return }
      unsafe pointer(address, UInt64(count)).copyMemory(from: start + index, byteCount: count)
    }
  }
}

/// The 512 words of a page. That they lie in the window was checked when this was made, so an access needs no test.
@safe struct TableInWindow {
  static let count: UInt64 = pageSize / 8
  // SAFETY: a whole page of the window, which is there as long as the kernel; every index is cut to its 512 words.
  private let words: UnsafeMutablePointer<UInt64>

  @unsafe fileprivate init(_ page: UnsafeMutableRawPointer) {
    unsafe words = page.assumingMemoryBound(to: UInt64.self)
  }

  subscript(_ index: UInt64) -> UInt64 {
    @inline(__always) get { unsafe words[Int(truncatingIfNeeded: index % Self.count)] }
    @inline(__always) nonmutating set { unsafe words[Int(truncatingIfNeeded: index % Self.count)] = newValue }
  }

  /// Index of the first word that is not zero among `index ..< end`, which is at most 512.
  @inline(__always)
  func firstWord(from index: UInt64, to end: UInt64) -> UInt64? {
    var place = index
    // Eight words at a time: tables are mostly empty.
    while place &+ 8 <= end {
      let low = self[place] | self[place &+ 1] | self[place &+ 2] | self[place &+ 3]
      let high = self[place &+ 4] | self[place &+ 5] | self[place &+ 6] | self[place &+ 7]
      if low | high != 0 { break }
      place &+= 8
    }
    while place < end {
      if self[place] != 0 { return place }
      place &+= 1
    }
    return nil
  }
}
