// Finds earlier occurrences of the bytes at a position: hash chains over the last 32 KiB.
//
// `heads` holds the last position of each hash of three bytes, `links` the position before it with the same hash, so a
// chain runs from the newest to the oldest. Positions are those in the encoder's window.

/// The index of a window's three-byte strings.
struct MatchFinder: Sendable {
  /// A match of `length` bytes, `distance` bytes back; no match if `length` is 0.
  struct Match {
    var length = 0
    var distance = 0
  }

  /// How hard to look.
  struct Settings: Sendable {
    /// How many earlier occurrences are looked at.
    var chain: Int
    /// A match this long is taken at once.
    var nice: Int
    /// The next position is tried, too, if the match is shorter than this.
    var lazy: Int
  }

  /// Matches of three bytes from farther away cost more than three literals, mostly.
  private static let farForShortMatch = 4_096
  private static let hashBits: UInt32 = 15
  private static let mask = DeflateFormat.windowSize - 1

  private var heads = [Int32](repeating: -1, count: 1 << Int(hashBits))
  private var links = [Int32](repeating: -1, count: DeflateFormat.windowSize)
  let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  private static func hash(_ bytes: Span<UInt8>, _ position: Int) -> Int {
    let value = UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8 | UInt32(bytes[position + 2]) << 16
    return Int((value &* 0x9e37_79b1) >> (32 - hashBits))
  }

  /// Enters a position, so that later ones find it.
  mutating func insert(_ position: Int, _ bytes: Span<UInt8>) {
    guard position + DeflateFormat.minimumMatch <= bytes.count else { return }
    let hash = Self.hash(bytes, position)
    links[position & Self.mask] = heads[hash]
    heads[hash] = Int32(truncatingIfNeeded: position)
  }

  /// Counts positions from `count` bytes later on, a multiple of the window's size; those before are dropped.
  mutating func forget(_ count: Int) {
    let shift = Int32(truncatingIfNeeded: count)
    for index in heads.indices { heads[index] = max(heads[index] &- shift, -1) }
    for index in links.indices { links[index] = max(links[index] &- shift, -1) }
  }

  /// The longest match at `position` that beats `previous` bytes. Positions before it have been entered.
  func find(_ position: Int, _ bytes: Span<UInt8>, beating previous: Int) -> Match {
    let longest = min(DeflateFormat.maximumMatch, bytes.count - position)
    var best = Match()
    var bestLength = max(previous, DeflateFormat.minimumMatch - 1)
    guard longest > bestLength else { return best }
    var tries = previous >= settings.nice / 2 ? settings.chain / 4 : settings.chain
    var candidate = Int(heads[Self.hash(bytes, position)])
    while candidate >= 0, position - candidate <= DeflateFormat.windowSize, tries > 0 {
      if bytes[candidate + bestLength] == bytes[position + bestLength] {
        let length = Self.commonLength(bytes, candidate, position, longest)
        if length > bestLength {
          bestLength = length
          best = Match(length: length, distance: position - candidate)
          if length >= min(settings.nice, longest) { break }
        }
      }
      let next = Int(links[candidate & Self.mask])
      // A link that does not lead back was overwritten by a position one window later.
      guard next < candidate else { break }
      candidate = next
      tries -= 1
    }
    if best.length == DeflateFormat.minimumMatch, best.distance > Self.farForShortMatch { return Match() }
    return best
  }

  /// How many bytes, up to `longest`, are the same from both positions on. The second one leaves `longest` bytes.
  private static func commonLength(_ bytes: Span<UInt8>, _ first: Int, _ second: Int, _ longest: Int) -> Int {
    var length = 0
    while length + 8 <= longest {
      let difference = bytes.word(at: first &+ length) ^ bytes.word(at: second &+ length)
      if difference != 0 { return length + difference.trailingZeroBitCount / 8 }
      length += 8
    }
    while length < longest, bytes[first + length] == bytes[second + length] { length += 1 }
    return length
  }
}
