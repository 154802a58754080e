// The entropy-coded bits of a scan: Huffman symbols and the numbers behind them.
//
// A zero byte behind 0xff is stuffing; any other is a marker, where the bits end: zeros follow then, and whoever took
// some of them is told by `isExhausted`. Spec: T.81 sections F.2.2 and B.1.1.5.

/// A cursor over the bits of a scan, highest first.
struct JPEGBits: ~Escapable {
  private let file: Span<UInt8>
  private let lookup: Span<UInt16>
  private let limits: Span<Int32>
  private let symbols: Span<UInt8>
  /// The next byte of the file that is not in `bits`.
  private(set) var position: Int
  /// The look-ahead, its next bit highest; zeros behind `count` bits.
  private var bits: UInt64 = 0
  private var count = 0
  /// Bits of `count` that the file does not have.
  private var madeUp = 0

  @_lifetime(copy file, copy lookup, copy limits, copy symbols)
  init(
    _ file: Span<UInt8>, at position: Int, _ lookup: Span<UInt16>, _ limits: Span<Int32>, _ symbols: Span<UInt8>
  ) {
    self.file = file
    self.lookup = lookup
    self.limits = limits
    self.symbols = symbols
    self.position = position
  }

  /// Whether more bits were taken than the scan has.
  var isExhausted: Bool { madeUp > count }

  /// Makes at least 57 bits ready.
  private mutating func fill() {
    while count <= 56 {
      var byte: UInt64 = 0
      if madeUp == 0, position < file.count, file[position] != 0xff {
        byte = UInt64(file[position])
        position &+= 1
      } else if madeUp == 0, position &+ 1 < file.count, file[position &+ 1] == 0 {
        byte = 0xff
        position &+= 2
      } else {
        madeUp &+= 8
      }
      bits |= byte &<< UInt64(truncatingIfNeeded: 56 &- count)
      count &+= 8
    }
    // A long run of made-up bits would overflow nothing, but says no more either.
    madeUp = min(madeUp, 1 << 20)
  }

  @inline(__always) private mutating func consume(_ length: Int) {
    bits &<<= UInt64(truncatingIfNeeded: length)
    count &-= length
  }

  /// The next Huffman symbol. At least 16 bits are ready behind it.
  @inline(__always) mutating func symbol(_ table: Int) throws(ImageError) -> Int {
    if count < 32 { fill() }
    let entry = lookup[table &* JPEGHuffmanTables.lookupSize &+ Int(bits &>> 55)]
    if entry != 0 {
      consume(Int(entry &>> 8))
      return Int(entry & 0xff)
    }
    return try longSymbol(table)
  }

  private mutating func longSymbol(_ table: Int) throws(ImageError) -> Int {
    let code = Int32(bits >> 48)
    let base = table * JPEGHuffmanTables.lengthEntries * 2
    for length in (JPEGHuffmanTables.lookupBits + 1)...16 where code < limits[base + length * 2] {
      consume(length)
      let index = Int(code >> Int32(16 - length) + limits[base + length * 2 + 1])
      guard (0..<256).contains(index) else { throw .badData }
      return Int(symbols[table * 256 + index])
    }
    throw .badData
  }

  /// The number of `length` bits (1 to 15) that follows a symbol: its highest bit says that it is positive.
  @inline(__always) mutating func number(_ length: Int) -> Int {
    let value = Int(bits &>> UInt64(truncatingIfNeeded: 64 &- length))
    consume(length)
    let half = 1 &<< (length &- 1)
    return value < half ? value &- (half &<< 1) &+ 1 : value
  }

  /// The next `length` bits (1 to 15) as they are.
  @inline(__always) mutating func plain(_ length: Int) -> Int {
    if count < length { fill() }
    let value = Int(bits &>> UInt64(truncatingIfNeeded: 64 &- length))
    consume(length)
    return value
  }

  /// Goes to the restart marker that comes next, and behind it.
  mutating func restart() throws(ImageError) {
    let marker = Self.nextMarker(file, &position)
    guard marker & ~7 == JPEGMarker.firstRestart else { throw marker < 0 ? .truncated : .badData }
    position += 2
    (bits, count, madeUp) = (0, 0, 0)
  }

  /// Goes to the next marker but stuffing, and says which it is; -1 at the end of the file.
  static func nextMarker(_ file: Span<UInt8>, _ position: inout Int) -> Int {
    while position + 1 < file.count {
      if file[position] == 0xff, file[position + 1] != 0, file[position + 1] != 0xff { return Int(file[position + 1]) }
      position += 1
    }
    position = file.count
    return -1
  }
}
