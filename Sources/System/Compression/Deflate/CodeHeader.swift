// The description of a dynamic block's two codes: their word lengths, run-length coded, then Huffman coded.
//
// Spec: RFC 1951 section 3.2.7.

/// The header of a dynamic block behind its three type bits.
struct CodeHeader {
  /// A symbol of the code-length alphabet with the bits that follow it.
  private struct Item {
    var symbol: Int
    var extra: UInt32 = 0
    var extraBits = 0
  }

  private let literalCount: Int
  private let distanceCount: Int
  private let orderCount: Int
  private let items: [Item]
  private let code: HuffmanCode
  /// Size in bits.
  let cost: Int

  init(_ literals: HuffmanCode, _ distances: HuffmanCode) {
    literalCount = max(257, (literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    distanceCount = max(1, (distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1)
    items = Self.items(Array(literals.lengths[..<literalCount] + distances.lengths[..<distanceCount]))

    var frequencies = [UInt32](repeating: 0, count: DeflateFormat.lengthOrder.count)
    for item in items { frequencies[item.symbol] += 1 }
    let code = HuffmanCode(frequencies: frequencies, limit: 7)
    self.code = code
    orderCount = max(4, (DeflateFormat.lengthOrder.lastIndex { code.lengths[$0] > 0 } ?? 0) + 1)
    var bits = 14 + 3 * orderCount + code.cost(frequencies)
    for item in items { bits += item.extraBits }
    cost = bits
  }

  func write(_ writer: inout BitWriter) {
    writer.write(UInt32(literalCount - 257), 5)
    writer.write(UInt32(distanceCount - 1), 5)
    writer.write(UInt32(orderCount - 4), 4)
    for index in 0..<orderCount { writer.write(UInt32(code.lengths[DeflateFormat.lengthOrder[index]]), 3) }
    for item in items {
      writer.write(UInt32(code.words[item.symbol]), Int(code.lengths[item.symbol]))
      writer.write(item.extra, item.extraBits)
    }
  }

  /// The run-length form of `lengths`.
  private static func items(_ lengths: [UInt8]) -> [Item] {
    var items: [Item] = []
    var index = 0
    while index < lengths.count {
      let value = lengths[index]
      var run = 1
      while index + run < lengths.count, lengths[index + run] == value { run += 1 }
      index += run
      if value > 0 {
        items.append(Item(symbol: Int(value)))
        run -= 1
      }
      while run >= 3 {
        let most = value > 0 ? 6 : 138
        let count = min(run, most)
        if value > 0 {
          items.append(Item(symbol: 16, extra: UInt32(count - 3), extraBits: 2))
        } else if count <= 10 {
          items.append(Item(symbol: 17, extra: UInt32(count - 3), extraBits: 3))
        } else {
          items.append(Item(symbol: 18, extra: UInt32(count - 11), extraBits: 7))
        }
        run -= count
      }
      for _ in 0..<run { items.append(Item(symbol: Int(value))) }
    }
    return items
  }
}
