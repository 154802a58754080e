// Adler-32, the checksum of zlib streams. Spec: RFC 1950 section 8.2.

/// A running Adler-32.
public struct Adler32: Sendable {
  /// The largest prime below 65,536.
  private static let modulus: UInt32 = 65_521
  /// As many bytes as can be summed up before a 32-bit sum could overflow: the largest n with
  /// 255 * n * (n + 1) / 2 + (n + 1) * (modulus - 1) < 2^32.
  private static let run = 5_552

  private var low: UInt32 = 1
  private var high: UInt32 = 0

  public init() {}

  /// The checksum of all bytes taken in so far.
  public var value: UInt32 { high << 16 | low }

  /// The checksum of `bytes` alone.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var sum = Adler32()
    sum.update(bytes)
    return sum.value
  }

  /// Takes in more bytes.
  public mutating func update(_ bytes: Span<UInt8>) {
    var position = 0
    while position < bytes.count {
      let end = min(position + Self.run, bytes.count)
      sum(bytes.extracting(position..<end))
      low %= Self.modulus
      high %= Self.modulus
      position = end
    }
  }

  /// Sums at most `run` bytes. Sixteen at a time: the sum of the bytes, and the sum weighted by how often each of them
  /// counts into `high`, are independent of each other, which lets the compiler use vector instructions.
  private mutating func sum(_ bytes: Span<UInt8>) {
    var position = 0
    while bytes.count - position >= 16 {
      var plain: UInt32 = 0
      var weighted: UInt32 = 0
      for offset in 0..<16 {
        // SAFETY: the loop's condition leaves sixteen bytes from `position`.
        let byte = UInt32(unsafe bytes[unchecked: position &+ offset])
        plain &+= byte
        weighted &+= byte &* UInt32(truncatingIfNeeded: 16 &- offset)
      }
      high &+= low &* 16 &+ weighted
      low &+= plain
      position &+= 16
    }
    while position < bytes.count {
      low &+= UInt32(bytes[position])
      high &+= low
      position &+= 1
    }
  }
}
