// Reads numbers from a file, one after the other. The file's end is an error, never a trap.

/// A cursor over the bytes of a file.
struct ByteReader: ~Escapable {
  let bytes: Span<UInt8>
  /// The next byte; at most `bytes.count`.
  private(set) var position: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at position: Int = 0) {
    self.bytes = bytes
    self.position = min(max(position, 0), bytes.count)
  }

  var remaining: Int { bytes.count - position }

  mutating func byte() throws(ImageError) -> Int {
    guard position < bytes.count else { throw .truncated }
    defer { position += 1 }
    return Int(bytes[position])
  }

  mutating func little16() throws(ImageError) -> Int {
    let low = try byte()
    return try byte() << 8 | low
  }

  mutating func little24() throws(ImageError) -> Int {
    let low = try little16()
    return try byte() << 16 | low
  }

  mutating func little32() throws(ImageError) -> Int {
    let low = try little16()
    return try little16() << 16 | low
  }

  mutating func big16() throws(ImageError) -> Int {
    let high = try byte()
    return try high << 8 | byte()
  }

  mutating func big32() throws(ImageError) -> Int {
    let high = try big16()
    return try high << 16 | big16()
  }

  /// Moves on over `count` bytes.
  mutating func skip(_ count: Int) throws(ImageError) {
    guard count >= 0 else { throw .badData }
    guard count <= remaining else { throw .truncated }
    position += count
  }

  /// The range of the next `count` bytes, which are passed over.
  mutating func range(_ count: Int) throws(ImageError) -> Range<Int> {
    let start = position
    try skip(count)
    return start..<position
  }
}
