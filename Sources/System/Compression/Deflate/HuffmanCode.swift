// An encoder's Huffman code: optimal word lengths for given frequencies, with a limit on the longest word.
//
// The tree is built with two queues over the sorted symbols; words that come out too long are shortened by moving
// leaves, which costs little because such symbols are rare. Spec: RFC 1951 section 3.2.2.

/// Word lengths and words (already in the order of sending) of a code.
struct HuffmanCode {
  private(set) var lengths: [UInt8]
  private(set) var words: [UInt16]

  /// The code with given word lengths, none above 15.
  init(lengths: [UInt8]) {
    self.lengths = lengths
    words = [UInt16](repeating: 0, count: lengths.count)
    var counts = [UInt32](repeating: 0, count: 17)
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var next = [UInt32](repeating: 0, count: 17)
    for length in 1...16 { next[length] = (next[length - 1] + counts[length - 1]) << 1 }
    for symbol in lengths.indices where lengths[symbol] > 0 {
      let length = Int(lengths[symbol])
      words[symbol] = UInt16(truncatingIfNeeded: DeflateFormat.reversed(next[length], length: length))
      next[length] += 1
    }
  }

  /// The best code for symbols that occur so often, no word longer than `limit`. At least two symbols get a word, since
  /// not every decoder takes a code of one.
  init(frequencies: [UInt32], limit: Int) {
    var used = frequencies.indices.filter { frequencies[$0] > 0 }
    for symbol in frequencies.indices where used.count < 2 && frequencies[symbol] == 0 { used.append(symbol) }
    used.sort { frequencies[$0] == frequencies[$1] ? $0 < $1 : frequencies[$0] < frequencies[$1] }

    var counts = Self.depthCounts(used.map { UInt64(max(frequencies[$0], 1)) }, limit)
    var lengths = [UInt8](repeating: 0, count: frequencies.count)
    var length = limit
    for symbol in used {
      while length > 1 && counts[length] == 0 { length -= 1 }
      lengths[symbol] = UInt8(length)
      counts[length] -= 1
    }
    self.init(lengths: lengths)
  }

  /// The sum of word lengths over all occurrences, in bits.
  func cost(_ frequencies: [UInt32]) -> Int {
    var bits = 0
    for symbol in lengths.indices { bits += Int(frequencies[symbol]) * Int(lengths[symbol]) }
    return bits
  }

  /// How many leaves lie at each depth (1 to `limit`) of the tree for these ascending weights (two at least).
  private static func depthCounts(_ weights: [UInt64], _ limit: Int) -> [Int] {
    // Nodes 0..<leafCount are the leaves, the rest inner nodes in the order of their making, which is by weight too.
    let leafCount = weights.count
    var nodes = weights
    var parents = [Int](repeating: 0, count: 2 * leafCount - 1)
    var leaf = 0
    var inner = leafCount
    for parent in leafCount..<(2 * leafCount - 1) {
      var weight: UInt64 = 0
      for _ in 0..<2 {
        let takeLeaf = leaf < leafCount && (inner >= nodes.count || nodes[leaf] <= nodes[inner])
        let child = takeLeaf ? leaf : inner
        if takeLeaf { leaf += 1 } else { inner += 1 }
        weight += nodes[child]
        parents[child] = parent
      }
      nodes.append(weight)
    }

    var depths = [Int](repeating: 0, count: nodes.count)
    var counts = [Int](repeating: 0, count: limit + 1)
    for node in (0..<(nodes.count - 1)).reversed() {
      depths[node] = depths[parents[node]] + 1
      if node < leafCount { counts[min(depths[node], limit)] += 1 }
    }
    shorten(&counts, limit)
    return counts
  }

  /// Makes a code of counts whose too deep leaves were put at `limit`: each step gives one of them a place beside a
  /// leaf that moves one down.
  private static func shorten(_ counts: inout [Int], _ limit: Int) {
    var excess = -(1 << limit)
    for length in 1...limit { excess += counts[length] << (limit - length) }
    while excess > 0 {
      var length = limit - 1
      while counts[length] == 0 { length -= 1 }
      counts[length] -= 1
      counts[length + 1] += 2
      counts[limit] -= 1
      excess -= 1
    }
  }
}
