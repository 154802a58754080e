// gzip files in the making, piece by piece. Spec: RFC 1952.

/// An encoder of one gzip member.
public struct GzipEncoder: Sendable {
  /// Numbers of the system that made a file: only what readers of names may want to know.
  private static let unix: UInt8 = 3

  private var encoder: DeflateEncoder
  private var checksum = CRC32()
  private var count: UInt32 = 0

  /// - Parameter level: 1 (fast) to 9 (small).
  public init(level: Int, header: GzipHeader) {
    let speed: UInt8 = level == 1 ? 4 : level == 9 ? 2 : 0
    encoder = DeflateEncoder(.level(level), behind: header.bytes(speed: speed, system: Self.unix))
  }

  /// Takes in more of the content.
  public mutating func add(_ bytes: Span<UInt8>) {
    checksum.update(bytes)
    count &+= UInt32(truncatingIfNeeded: bytes.count)
    encoder.add(bytes)
  }

  /// What has been made so far; each byte is handed out once.
  public mutating func takeOutput() -> [UInt8] { encoder.takeOutput() }

  /// Ends the member.
  /// - Returns: the rest of it.
  public mutating func finish() -> [UInt8] {
    encoder.finish()
    var rest = encoder.takeOutput()
    for word in [checksum.value, count] {
      for shift: UInt32 in [0, 8, 16, 24] { rest.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return rest
  }
}
