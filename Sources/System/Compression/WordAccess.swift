// Eight bytes at once: the loads and copies that the inner loops of this module share.
//
// One of the few unsafe files. Every function checks its range once and leaves out the checks of the single bytes.

extension Span where Element == UInt8 {
  /// The eight bytes from `position` on, the first one lowest.
  ///
  /// - Requires: eight bytes from `position`; checked.
  @inline(__always) func word(at position: Int) -> UInt64 {
    precondition(position >= 0 && position <= count &- 8)
    // SAFETY: a byte has no padding, and the range was checked.
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
  }
}

extension MutableSpan where Element == UInt8 {
  /// Copies all of `source` to `position`.
  ///
  /// - Requires: room for it; checked.
  mutating func copy(_ source: Span<UInt8>, to position: Int) {
    precondition(position >= 0 && position <= count &- source.count)
    unsafe withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { bytes in
        guard let base = target.baseAddress, let from = bytes.baseAddress else { return }
        // SAFETY: the range was checked; the two are different memory, since one of them is exclusively ours.
        unsafe (base + position).copyMemory(from: from, byteCount: bytes.count)
      }
    }
  }

  /// Writes `length` bytes at `position`, each the one `distance` before it: a match, which may overlap itself.
  ///
  /// - Requires: `distance` bytes before `position`, and room for `length`; checked.
  mutating func repeatBytes(at position: Int, distance: Int, length: Int) {
    precondition(distance > 0 && distance <= position && length >= 0 && position <= count &- length)
    unsafe withUnsafeMutableBytes { target in
      guard let base = target.baseAddress else { return }
      // SAFETY: all reads and writes lie between `position - distance` and `position + length`, which was checked.
      let end = unsafe base + position + length
      var to = unsafe base + position
      if distance >= 8 {
        while unsafe to + 8 <= end {
          unsafe to.storeBytes(of: (to - distance).loadUnaligned(as: UInt64.self), as: UInt64.self)
          unsafe to += 8
        }
      }
      while unsafe to < end {
        unsafe to.storeBytes(of: (to - distance).load(as: UInt8.self), as: UInt8.self)
        unsafe to += 1
      }
    }
  }
}
