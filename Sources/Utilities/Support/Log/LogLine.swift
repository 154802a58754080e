// A line of `log:`, taken apart: `[    1.234567] ps2d: hello`.

/// Time, origin and text.
public struct LogLine: Equatable, Sendable {
  /// Nanoseconds since boot.
  public let time: UInt64
  public let name: Bytes
  public let text: Bytes

  /// Nil for what is no line of the log.
  public init?(_ line: ArraySlice<UInt8>) {
    guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let stamp = line[line.startIndex + 1..<close].drop { $0 == 0x20 }
    let parts = stamp.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 6, let seconds = parts[0].decimal, seconds >= 0,
      seconds < 1 << 33, let micros = parts[1].decimal, micros >= 0
    else { return nil }
    time = UInt64(seconds) * 1_000_000_000 + UInt64(micros) * 1000
    let rest = line[(close + 1)...].drop { $0 == 0x20 }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    name = Bytes(rest[..<colon])
    text = Bytes(rest[(colon + 1)...].dropFirst())
  }
}
