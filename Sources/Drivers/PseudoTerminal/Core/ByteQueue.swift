// A bounded first-in first-out queue of bytes.

/// Bytes on their way from one end of a terminal to the other.
struct ByteQueue {
  let capacity: Int
  private var bytes: [UInt8] = []
  /// Bytes at the front of `bytes` that were taken already.
  private var taken = 0

  init(capacity: Int) { self.capacity = capacity }

  var count: Int { bytes.count - taken }
  var isEmpty: Bool { count == 0 }
  var room: Int { capacity - count }

  /// Adds a byte; one that finds no room is dropped, as a keyboard's is.
  mutating func append(_ byte: UInt8) {
    if room > 0 { bytes.append(byte) }
  }

  mutating func take(_ limit: Int) -> [UInt8] {
    let end = taken + min(max(limit, 0), count)
    let result = Array(bytes[taken..<end])
    taken = end
    // Moving what is left costs less than it saves once half of the storage is used up.
    if taken * 2 >= bytes.count {
      bytes.removeFirst(taken)
      taken = 0
    }
    return result
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    taken = 0
  }
}
