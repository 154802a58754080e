// The log in memory: lines with time and origin, the oldest of which make room for new ones.
//
// Writers send bytes as they come; a line is kept when it is complete. Time is passed in: monotonic nanoseconds.

/// A bounded log.
public struct LogRing {
  public enum Limits {
    /// Bytes of kept lines: a day of an ordinary desktop.
    public static let bytes = 512 * 1024
    /// Bytes of one line; a longer one is cut into several.
    public static let line = 1024
    /// Bytes of a writer's name.
    public static let name = 32
  }

  private var lines: [[UInt8]] = []
  private var first = 0
  private var length = 0
  /// Bytes that were ever dropped, so that a reader's position stays true.
  private var dropped: UInt64 = 0

  public init() {}

  /// Takes bytes from a writer and keeps the lines that they complete.
  /// - Parameter partial: what the writer's last bytes left open.
  public mutating func write(
    _ bytes: borrowing Span<UInt8>, from name: [UInt8], partial: inout [UInt8], time: UInt64
  ) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0x0A || partial.count >= Limits.line {
        append(partial, name, time)
        partial.removeAll(keepingCapacity: true)
      }
      // Control characters could fool a reader's terminal.
      if byte != 0x0A { partial.append(byte < 0x20 && byte != 0x09 ? 0x3F : byte) }
    }
  }

  /// Keeps one line.
  public mutating func append(_ text: [UInt8], _ name: [UInt8], _ time: UInt64) {
    var line = Self.stamp(time)
    line.append(0x20)
    line += name.prefix(Limits.name)
    line += [0x3A, 0x20]
    line += text
    line.append(0x0A)
    lines.append(line)
    length += line.count
    while length > Limits.bytes {
      length -= lines[first].count
      dropped += UInt64(lines[first].count)
      lines[first] = []
      first += 1
    }
    if first > 1024, first * 2 > lines.count {
      lines.removeFirst(first)
      first = 0
    }
  }

  /// At most `limit` bytes from `position`, counted from the first byte ever logged; what was dropped is skipped.
  /// - Returns: the bytes, and where to go on.
  public func read(from position: UInt64, limit: Int) -> (bytes: [UInt8], next: UInt64) {
    let start = max(position, dropped)
    var skip = start - dropped
    var result: [UInt8] = []
    for line in lines[first...] {
      if skip >= UInt64(line.count) {
        skip -= UInt64(line.count)
        continue
      }
      let part = line[Int(skip)...]
      skip = 0
      result += part.prefix(limit - result.count)
      if result.count >= limit { break }
    }
    return (result, start + UInt64(result.count))
  }

  /// One past the last byte.
  public var end: UInt64 { dropped + UInt64(length) }

  /// "[    1.234567]"
  private static func stamp(_ time: UInt64) -> [UInt8] {
    let micros = String(time / 1000 % 1_000_000)
    let seconds = String(time / 1_000_000_000)
    let zeros = String(repeating: "0", count: 6 - micros.utf8.count)
    let spaces = String(repeating: " ", count: max(0, 5 - seconds.utf8.count))
    return Array("[\(spaces)\(seconds).\(zeros)\(micros)]".utf8)
  }
}
