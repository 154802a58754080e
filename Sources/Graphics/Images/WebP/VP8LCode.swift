// One prefix code of a VP8L image: how it is described, and the table that decodes it.
//
// The table has eight bits at most; longer codes go on in a second one behind it. A code of one symbol takes no bits.
// Spec: RFC 9649 section 3.7.2.

struct VP8LCode {
  private static let mostRootBits = 8
  private static let longest = 15
  private static let lengthSymbols = 19
  /// In which order the lengths of the code of lengths are stored.
  private static let lengthOrder = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
  /// An entry of the table: the symbol, and above it the bits to take; of an entry that leads to a second table the
  /// table's place, and its bits above `longest`.
  private var table: [UInt32] = []
  private var rootBits = 0

  /// Reads the description of a code of `size` symbols.
  init(_ bits: inout VP8LBits, size: Int) throws(ImageError) {
    try self.init(lengths: Self.readLengths(&bits, size: size))
  }

  private static func readLengths(_ bits: inout VP8LBits, size: Int) throws(ImageError) -> [UInt8] {
    var lengths = [UInt8](repeating: 0, count: size)
    if try bits.number(1) == 1 {
      let count = try bits.number(1) + 1
      let first = try bits.number(try bits.number(1) == 1 ? 8 : 1)
      guard first < size else { throw .badData }
      lengths[first] = 1
      guard count == 2 else { return lengths }
      let second = try bits.number(8)
      guard second < size else { throw .badData }
      lengths[second] = 1
      return lengths
    }
    var lengthLengths = [UInt8](repeating: 0, count: lengthSymbols)
    for index in 0..<(try bits.number(4) + 4) { lengthLengths[lengthOrder[index]] = UInt8(try bits.number(3)) }
    let code = try VP8LCode(lengths: lengthLengths)
    // How many symbols are described at most; runs count as one.
    var rest = size
    if try bits.number(1) == 1 {
      rest = 2 + (try bits.number(2 + 2 * (try bits.number(3))))
      guard rest <= size else { throw .badData }
    }
    var last: UInt8 = 8
    var index = 0
    while index < size, rest > 0 {
      rest -= 1
      let symbol = code.symbol(&bits)
      guard !bits.isExhausted else { throw .truncated }
      if symbol < 16 {
        lengths[index] = UInt8(symbol)
        if symbol > 0 { last = UInt8(symbol) }
        index += 1
        continue
      }
      let (extra, least) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
      let run = try bits.number(extra) + least
      guard run <= size - index else { throw .badData }
      for place in index..<(index + run) { lengths[place] = symbol == 16 ? last : 0 }
      index += run
    }
    return lengths
  }

  /// The code whose words have these lengths; 0: no word.
  private init(lengths: [UInt8]) throws(ImageError) {
    var counts = [Int](repeating: 0, count: Self.longest + 2)
    for length in lengths { counts[Int(length)] += 1 }
    let total = lengths.count - counts[0]
    guard total > 0 else { throw .badData }
    if total == 1 {
      table = [UInt32(lengths.firstIndex { $0 > 0 } ?? 0)]
      return
    }
    var next = [Int](repeating: 0, count: Self.longest + 2)
    var code = 0
    for length in 1...Self.longest {
      code = (code + counts[length - 1] * (length > 1 ? 1 : 0)) << 1
      next[length] = code
    }
    // Words must fill the code exactly.
    guard next[Self.longest] + counts[Self.longest] == 1 << Self.longest else { throw .badData }
    rootBits = min(Int(lengths.max() ?? 0), Self.mostRootBits)
    table = [UInt32](repeating: 0, count: 1 << rootBits)
    let words = lengths.map { length -> Int in
      guard length > 0 else { return 0 }
      defer { next[Int(length)] += 1 }
      return Self.reversed(next[Int(length)], Int(length))
    }
    makeSecondTables(lengths, words)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      enter(symbol, Int(length), words[symbol])
    }
  }

  /// Bytes of the table.
  var size: Int { table.count * 4 }

  /// Makes room behind the first table for the words that go beyond it.
  private mutating func makeSecondTables(_ lengths: [UInt8], _ words: [Int]) {
    var bits = [Int](repeating: 0, count: 1 << rootBits)
    for (symbol, length) in lengths.enumerated() where Int(length) > rootBits {
      let root = words[symbol] & (1 << rootBits - 1)
      bits[root] = max(bits[root], Int(length) - rootBits)
    }
    for root in bits.indices where bits[root] > 0 {
      table[root] = UInt32(table.count) | UInt32(Self.longest + bits[root]) << 24
      table += [UInt32](repeating: 0, count: 1 << bits[root])
    }
  }

  private mutating func enter(_ symbol: Int, _ length: Int, _ word: Int) {
    var (start, size, step, first) = (0, 1 << rootBits, 1 << length, word)
    if length > rootBits {
      let entry = table[word & (size - 1)]
      start = Int(entry & 0xff_ffff)
      size = 1 << (Int(entry >> 24) - Self.longest)
      step = 1 << (length - rootBits)
      first = word >> rootBits
    }
    for place in stride(from: first, to: size, by: step) {
      table[start + place] = UInt32(symbol) | UInt32(length) << 24
    }
  }

  private static func reversed(_ word: Int, _ length: Int) -> Int {
    var result = 0
    for bit in 0..<length where word >> bit & 1 == 1 { result |= 1 << (length - 1 - bit) }
    return result
  }

  /// The next symbol.
  @inline(__always) func symbol(_ bits: inout VP8LBits) -> Int {
    bits.fill()
    let ahead = bits.ahead
    var entry = table[ahead & (1 &<< rootBits &- 1)]
    if entry >> 24 > UInt32(Self.longest) {
      let size = Int(entry >> 24) &- Self.longest
      entry = table[Int(entry & 0xff_ffff) &+ (ahead &>> rootBits) & (1 &<< size &- 1)]
    }
    bits.drop(Int(entry &>> 24))
    return Int(entry & 0xff_ffff)
  }
}
