// The inner loop of the deflate decoder: literals and matches without a bounds check each.
//
// One of the few unsafe files. The loop's condition is the proof: while it holds, no step can leave input or output,
// whatever the data says. Everything near an end is left to the checked loop in Inflater.swift.

extension Inflater {
  /// One pass reads at most 14 bytes of input (two refills that advance by 7 each) and looks at 8 more.
  private static let inputMargin = 24
  /// One pass writes at most two literals and a match, whose copy may write up to 31 bytes too many.
  private static let outputMargin = 2 + DeflateFormat.maximumMatch + 32

  /// Decodes until the block ends (true), or input or output come near their end (false).
  static func decodeFast(
    _ literals: Span<HuffmanEntry>, _ distances: Span<HuffmanEntry>, _ input: Span<UInt8>, _ reader: inout BitReader,
    _ output: inout MutableSpan<UInt8>, _ filled: inout Int
  ) throws(CompressionError) -> Bool {
    guard literals.count >= 2_048, distances.count >= 256 else { return false }
    let inputEnd = input.count - inputMargin
    let outputEnd = output.count - outputMargin
    guard reader.position <= inputEnd, filled <= outputEnd else { return false }
    // SAFETY: a byte has no padding; the pointer is used inside the closure only, at offsets below `filled +
    // outputMargin`, which the loop's condition keeps at or below `output.count`.
    return unsafe try output.withUnsafeMutableBufferPointer { (buffer) throws(CompressionError) -> Bool in
      guard let base = buffer.baseAddress else { return false }
      return unsafe try decode(
        literals, distances, input.bytes, inputEnd, &reader, UnsafeMutableRawPointer(base), outputEnd, &filled)
    }
  }

  /// The loop itself, on local copies of cursor and count.
  @inline(__always)
  private static func decode(
    _ literals: Span<HuffmanEntry>, _ distances: Span<HuffmanEntry>, _ input: RawSpan, _ inputEnd: Int,
    _ reader: inout BitReader, _ base: UnsafeMutableRawPointer, _ outputEnd: Int, _ filled: inout Int
  ) throws(CompressionError) -> Bool {
    var cursor = reader
    var count = filled
    defer {
      reader = cursor
      filled = count
    }
    // SAFETY: root indices have 11 (8) bits and the tables at least 2048 (256) entries, checked by the caller; a
    // link's base and width were checked against the table's size when it was built; `distance` is checked.
    while cursor.position <= inputEnd, count <= outputEnd {
      cursor.refillWide(input)
      var entry = unsafe literals[unchecked: cursor.index(11)]
      if entry.isLiteral {
        unsafe cursor.emit(entry, base, &count)
        entry = unsafe literals[unchecked: cursor.index(11)]
        if entry.isLiteral {
          unsafe cursor.emit(entry, base, &count)
          entry = unsafe literals[unchecked: cursor.index(11)]
          if entry.isLiteral {
            unsafe cursor.emit(entry, base, &count)
            continue
          }
        }
        cursor.refillWide(input)
      }
      if entry.isException {
        if entry.isLink {
          cursor.consume(11)
          entry = unsafe literals[unchecked: entry.linked(cursor.bits)]
          if entry.isLiteral {
            unsafe cursor.emit(entry, base, &count)
            continue
          }
        }
        if entry.isException {
          guard entry.isEnd else { throw .badCode }
          cursor.consume(entry.totalBits)
          return true
        }
      }
      // At least 56 - 11 bits are left: a length takes up to 9 more behind a link (20 without), a distance 28.
      let length = entry.decoded(cursor.bits)
      cursor.consume(entry.totalBits)
      entry = unsafe distances[unchecked: cursor.index(8)]
      if entry.isException {
        guard entry.isLink else { throw .badCode }
        cursor.consume(8)
        entry = unsafe distances[unchecked: entry.linked(cursor.bits)]
        if entry.isException { throw .badCode }
      }
      let distance = entry.decoded(cursor.bits)
      cursor.consume(entry.totalBits)
      guard distance <= count else { throw .badDistance }
      unsafe copyMatch(base + count, distance, length)
      count &+= length
    }
    return false
  }

  /// Copies `length` bytes from `distance` bytes before `target`, in whole words: may write 31 bytes too many.
  ///
  /// - Requires: `distance` bytes in front of `target`, and room for `length + 31` bytes from it.
  @inline(__always)
  private static func copyMatch(_ target: UnsafeMutableRawPointer, _ distance: Int, _ length: Int) {
    // SAFETY: the caller vouches for the room, see above; loads end at most 16 bytes behind the bytes stored so far.
    var to = unsafe target
    let end = unsafe target + length
    if distance >= 16 {
      var from = unsafe UnsafeRawPointer(target - distance)
      repeat {
        unsafe to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
        unsafe (to + 8).storeBytes(of: (from + 8).loadUnaligned(as: UInt64.self), as: UInt64.self)
        unsafe to += 16
        unsafe from += 16
      } while unsafe to < end
    } else if distance >= 8 {
      var from = unsafe UnsafeRawPointer(target - distance)
      repeat {
        unsafe to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
        unsafe to += 8
        unsafe from += 8
      } while unsafe to < end
    } else {
      // A short period: the word holds it as often as it fits, and each store moves on by whole periods.
      let shift = UInt64(truncatingIfNeeded: distance &* 8)
      let first = unsafe UnsafeRawPointer(target - distance).loadUnaligned(as: UInt64.self)
      var word = first & (1 &<< shift &- 1)
      word |= word &<< shift
      if distance < 4 { word |= word &<< (shift &* 2) }
      if distance < 2 { word |= word &<< 32 }
      let step = distance < 5 ? (distance == 3 ? 6 : 8) : distance
      repeat {
        unsafe to.storeBytes(of: word, as: UInt64.self)
        unsafe to += step
      } while unsafe to < end
    }
  }
}

extension BitReader {
  /// Takes in bytes until at least 56 bits are ready, without a branch.
  ///
  /// - Requires: eight bytes of input from `position`.
  @inline(__always) fileprivate mutating func refillWide(_ input: RawSpan) {
    // SAFETY: the caller's loop condition leaves `inputMargin` bytes from the position at its head, of which two
    // refills use 7 + 8.
    bits |= unsafe input.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self) &<< count
    position &+= Int(truncatingIfNeeded: (63 &- count) &>> 3)
    count |= 56
  }

  /// The next `width` bits, as an index into a table.
  @inline(__always) fileprivate func index(_ width: UInt64) -> Int {
    Int(truncatingIfNeeded: bits & (1 &<< width &- 1))
  }

  /// Consumes a literal's word, and writes the literal.
  ///
  /// - Requires: room for a byte at `count`.
  @inline(__always)
  fileprivate mutating func emit(_ entry: HuffmanEntry, _ base: UnsafeMutableRawPointer, _ count: inout Int) {
    // SAFETY: the caller vouches for the room.
    unsafe base.storeBytes(of: entry.literal, toByteOffset: count, as: UInt8.self)
    count &+= 1
    consume(entry.totalBits)
  }
}

extension HuffmanEntry {
  @inline(__always) fileprivate var literal: UInt8 { UInt8(truncatingIfNeeded: bits >> 16) }

  /// The index of the entry that this link leads to, for input that starts behind the prefix.
  @inline(__always) fileprivate func linked(_ input: UInt64) -> Int {
    value &+ Int(truncatingIfNeeded: input & (1 &<< wordBits &- 1))
  }
}
