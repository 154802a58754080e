// XXH64, the checksum of Zstandard frames: four lanes over stripes of 32 bytes. Spec: RFC 8878 section 3.1.1 and the
// specification of xxHash that it names.

/// A running XXH64 with seed 0.
public struct XXHash64: Sendable {
  private static let prime1: UInt64 = 0x9e37_79b1_85eb_ca87
  private static let prime2: UInt64 = 0xc2b2_ae3d_27d4_eb4f
  private static let prime3: UInt64 = 0x1656_67b1_9e37_79f9
  private static let prime4: UInt64 = 0x85eb_ca77_c2b2_ae63
  private static let prime5: UInt64 = 0x27d4_eb2f_1656_67c5
  private static let stripe = 32

  private var lane0 = Self.prime1 &+ Self.prime2
  private var lane1 = Self.prime2
  private var lane2: UInt64 = 0
  private var lane3 = 0 &- Self.prime1
  /// The start of a stripe that is not whole.
  private var waiting: [UInt8] = []
  private var total: UInt64 = 0

  public init() {}

  /// The checksum of `bytes` alone.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt64 {
    var sum = XXHash64()
    sum.update(bytes)
    return sum.value
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    total &+= UInt64(bytes.count)
    var position = 0
    if !waiting.isEmpty {
      while waiting.count < Self.stripe, position < bytes.count {
        waiting.append(bytes[position])
        position += 1
      }
      guard waiting.count == Self.stripe else { return }
      let whole = waiting
      take(whole.span, 0)
      waiting = []
    }
    while bytes.count - position >= Self.stripe {
      take(bytes, position)
      position += Self.stripe
    }
    while position < bytes.count {
      waiting.append(bytes[position])
      position += 1
    }
  }

  private mutating func take(_ bytes: Span<UInt8>, _ position: Int) {
    lane0 = Self.round(lane0, bytes.word(at: position))
    lane1 = Self.round(lane1, bytes.word(at: position + 8))
    lane2 = Self.round(lane2, bytes.word(at: position + 16))
    lane3 = Self.round(lane3, bytes.word(at: position + 24))
  }

  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
  }

  private static func merged(_ hash: UInt64, _ lane: UInt64) -> UInt64 {
    (hash ^ round(0, lane)) &* prime1 &+ prime4
  }

  /// The checksum of all bytes taken in so far.
  public var value: UInt64 {
    var hash = Self.prime5
    if total >= UInt64(Self.stripe) {
      hash = Self.rotated(lane0, 1) &+ Self.rotated(lane1, 7) &+ Self.rotated(lane2, 12) &+ Self.rotated(lane3, 18)
      for lane in [lane0, lane1, lane2, lane3] { hash = Self.merged(hash, lane) }
    }
    hash &+= total
    let rest = waiting.span
    var position = 0
    while rest.count - position >= 8 {
      hash ^= Self.round(0, rest.word(at: position))
      hash = Self.rotated(hash, 27) &* Self.prime1 &+ Self.prime4
      position += 8
    }
    if rest.count - position >= 4 {
      var word: UInt64 = 0
      for offset in (0..<4).reversed() { word = word << 8 | UInt64(rest[position + offset]) }
      hash ^= word &* Self.prime1
      hash = Self.rotated(hash, 23) &* Self.prime2 &+ Self.prime3
      position += 4
    }
    while position < rest.count {
      hash ^= UInt64(rest[position]) &* Self.prime5
      hash = Self.rotated(hash, 11) &* Self.prime1
      position += 1
    }
    hash = (hash ^ hash >> 33) &* Self.prime2
    hash = (hash ^ hash >> 29) &* Self.prime3
    return hash ^ hash >> 32
  }
}
