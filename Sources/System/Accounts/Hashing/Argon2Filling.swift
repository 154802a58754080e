// The memory of one Argon2id computation, filled pass by pass.
//
// Specification: RFC 9106, 3.2 to 3.4.

/// Lanes of blocks, each divided into four slices.
struct Argon2Filling {
  private static let slices = 4

  private let costs: Argon2id
  private let laneLength: Int
  private let segmentLength: Int
  private var blocks: [Argon2Block]

  init(_ costs: Argon2id, seed: [UInt8]) {
    self.costs = costs
    segmentLength = Int(costs.memory) / (Self.slices * Int(costs.lanes))
    laneLength = segmentLength * Self.slices
    blocks = [Argon2Block](repeating: Argon2Block(), count: laneLength * Int(costs.lanes))
    for lane in 0..<costs.lanes {
      for column in 0..<UInt32(2) {
        let place = (0..<8).map { UInt8(truncatingIfNeeded: ($0 < 4 ? column : lane) >> ($0 % 4 * 8)) }
        blocks[Int(lane) * laneLength + Int(column)] = Argon2Block(
          Argon2id.expanded(seed + place, length: Argon2Block.bytes))
      }
    }
  }

  /// All lanes' last blocks together.
  var last: Argon2Block {
    var result = Argon2Block()
    for lane in 0..<Int(costs.lanes) { result.formXor(blocks[(lane + 1) * laneLength - 1]) }
    return result
  }

  mutating func run() {
    for pass in 0..<Int(costs.passes) {
      for slice in 0..<Self.slices {
        for lane in 0..<Int(costs.lanes) { fill(pass, lane, slice) }
      }
    }
  }

  private mutating func fill(_ pass: Int, _ lane: Int, _ slice: Int) {
    // The first half of the first pass looks where no password leads it, against whoever watches the memory.
    let isBlind = pass == 0 && slice < Self.slices / 2
    var input = Argon2Block()
    var addresses = Argon2Block()
    if isBlind {
      let numbers = [pass, lane, slice, laneLength * Int(costs.lanes), Int(costs.passes), 2]
      for (place, number) in numbers.enumerated() { input.words[place] = UInt64(number) }
    }
    let start = pass == 0 && slice == 0 ? 2 : 0
    let base = lane * laneLength
    for index in start..<segmentLength {
      let column = slice * segmentLength + index
      let previous = base + (column == 0 ? laneLength - 1 : column - 1)
      if isBlind, index == start || index % 128 == 0 {
        input.words[6] &+= 1
        addresses = Argon2Block.compressed(Argon2Block(), Argon2Block.compressed(Argon2Block(), input))
      }
      let random = isBlind ? addresses.words[index % 128] : blocks[previous].words[0]
      let reference = reference(random, pass, lane, slice, index)
      var new = Argon2Block.compressed(blocks[previous], blocks[reference])
      if pass > 0 { new.formXor(blocks[base + column]) }
      blocks[base + column] = new
    }
  }

  /// The block that a random number points to.
  private func reference(_ random: UInt64, _ pass: Int, _ ownLane: Int, _ slice: Int, _ index: Int) -> Int {
    let lane = pass == 0 && slice == 0 ? ownLane : Int(random >> 32) % Int(costs.lanes)
    // Finished slices; of the own lane also what this one has so far, of others not the last block at its start.
    let finished = pass == 0 ? slice * segmentLength : laneLength - segmentLength
    let area = lane == ownLane ? finished + index - 1 : finished - (index == 0 ? 1 : 0)
    let low = random & 0xFFFF_FFFF
    let square = (low &* low) >> 32
    let distance = (UInt64(area) &* square) >> 32
    let position = area - 1 - Int(distance)
    let first = pass == 0 || slice == Self.slices - 1 ? 0 : (slice + 1) * segmentLength
    return lane * laneLength + (first + position) % laneLength
  }
}
