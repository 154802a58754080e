// The coefficients of one block after the other, as baseline and progressive scans code them.
//
// What goes from block to block is kept here and forgotten at a restart. Spec: T.81 sections F.2.2 and G.1.2.

struct JPEGBlocks {
  /// The first coefficient of the block before, for each part of the scan.
  private var predictions = InlineArray<4, Int>(repeating: 0)
  /// Blocks that have no coefficients (or no new ones) any more in this scan's band.
  private var emptyBlocks = 0

  /// A whole block into `block`, which is zero.
  /// - Returns: the place of the last coefficient in the file's order.
  @inline(__always) mutating func sequential(
    _ bits: inout JPEGBits, _ firstTable: Int, _ otherTable: Int, _ part: Int, _ block: inout MutableSpan<Int16>
  ) throws(ImageError) -> Int {
    let length = try bits.symbol(firstTable)
    if length > 0 { predictions[part] &+= bits.number(length) }
    block[0] = Int16(truncatingIfNeeded: predictions[part])
    var last = 0
    var place = 1
    while place < 64 {
      let symbol = try bits.symbol(otherTable)
      let length = symbol & 15
      place &+= symbol &>> 4
      if length == 0 {
        if symbol != 0xf0 { break }
        place &+= 1
        continue
      }
      guard place < 64 else { throw .badData }
      block[Int(JPEGZigzag.order[place])] = Int16(truncatingIfNeeded: bits.number(length))
      last = place
      place &+= 1
    }
    return last
  }

  /// The first coefficient but its `low` lowest bits.
  mutating func firstCoefficient(
    _ bits: inout JPEGBits, _ table: Int, _ part: Int, _ low: Int, _ block: inout MutableSpan<Int16>, _ start: Int
  ) throws(ImageError) {
    let length = try bits.symbol(table)
    if length > 0 { predictions[part] &+= bits.number(length) }
    block[start] = Int16(truncatingIfNeeded: predictions[part] &<< low)
  }

  /// One more bit of the first coefficient.
  mutating func refineFirstCoefficient(
    _ bits: inout JPEGBits, _ low: Int, _ block: inout MutableSpan<Int16>, _ start: Int
  ) {
    if bits.plain(1) == 1 { block[start] |= 1 &<< Int16(low) }
  }

  /// The other coefficients of the scan's band but their lowest bits.
  mutating func others(
    _ bits: inout JPEGBits, _ table: Int, _ scan: JPEGScan, _ block: inout MutableSpan<Int16>, _ start: Int
  ) throws(ImageError) {
    if emptyBlocks > 0 {
      emptyBlocks -= 1
      return
    }
    var place = scan.band.lowerBound
    while place <= scan.band.upperBound {
      let symbol = try bits.symbol(table)
      let (run, length) = (symbol >> 4, symbol & 15)
      if length == 0, run < 15 {
        emptyBlocks = 1 << run - 1 + (run > 0 ? bits.plain(run) : 0)
        return
      }
      place += run
      if length > 0 {
        guard place <= scan.band.upperBound else { throw .badData }
        let value = bits.number(length) &<< scan.low
        block[start + Int(JPEGZigzag.order[place])] = Int16(truncatingIfNeeded: value)
      }
      place += 1
    }
  }

  /// One more bit of those coefficients that are there, and new ones among them that have just this bit.
  mutating func refineOthers(
    _ bits: inout JPEGBits, _ table: Int, _ scan: JPEGScan, _ block: inout MutableSpan<Int16>, _ start: Int
  ) throws(ImageError) {
    let bit = Int16(1) << Int16(scan.low)
    var place = scan.band.lowerBound
    while emptyBlocks == 0, place <= scan.band.upperBound {
      let symbol = try bits.symbol(table)
      var run = symbol >> 4
      var value: Int16 = 0
      if symbol & 15 > 0 {
        value = bits.plain(1) == 1 ? bit : -bit
      } else if run < 15 {
        emptyBlocks = 1 << run + (run > 0 ? bits.plain(run) : 0)
        break
      }
      // Passes over `run` coefficients that are still zero, up to the next such one; refines the others on the way.
      while place <= scan.band.upperBound {
        let index = start + Int(JPEGZigzag.order[place])
        if block[index] != 0 {
          Self.refine(&bits, &block, index, bit)
        } else if run == 0 {
          block[index] = value
          break
        } else {
          run -= 1
        }
        place += 1
      }
      place += 1
    }
    guard emptyBlocks > 0 else { return }
    while place <= scan.band.upperBound {
      let index = start + Int(JPEGZigzag.order[place])
      if block[index] != 0 { Self.refine(&bits, &block, index, bit) }
      place += 1
    }
    emptyBlocks -= 1
  }

  private static func refine(_ bits: inout JPEGBits, _ block: inout MutableSpan<Int16>, _ index: Int, _ bit: Int16) {
    guard bits.plain(1) == 1, block[index] & bit == 0 else { return }
    block[index] = block[index] > 0 ? block[index] &+ bit : block[index] &- bit
  }
}
