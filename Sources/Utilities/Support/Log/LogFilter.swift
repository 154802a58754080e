// Which lines of the log are wanted: by origin, time and pattern, and only the last so many.

public import RegularExpressions

/// What `log` was asked for.
public struct LogFilter {
  /// Origins; empty for all. Lines of init about one of them count as its own.
  public var names: [Bytes] = []
  /// Nanoseconds since boot, the first and the last that count.
  public var since: UInt64 = 0
  public var until: UInt64 = .max
  public var pattern: RegularExpression?

  public init() {}

  public func wants(_ line: LogLine) -> Bool {
    guard line.time >= since, line.time <= until else { return false }
    guard names.isEmpty || names.contains(where: { concerns(line, $0) }) else { return false }
    return pattern?.matches(line.text) ?? true
  }

  private func concerns(_ line: LogLine, _ name: Bytes) -> Bool {
    if line.name == name { return true }
    return "init" ~= line.name && line.text.starts(with: name + [0x20])
  }

  /// A moment as people write it: `5m` (so long ago), `14:30`, `2026-11-21 14:30`, `@1234`. In nanoseconds since boot,
  /// 0 for what was before; nil for what is no time.
  /// - Parameters:
  ///   - now: nanoseconds since boot.
  ///   - real: nanoseconds since 1970.
  public static func moment(_ text: Bytes, now: UInt64, real: UInt64) -> UInt64? {
    if let ago = duration(text) { return now > ago ? now - ago : 0 }
    let today = CalendarDate(seconds: Int64(clamping: real / 1_000_000_000)).formatted("%F ".bytes)
    let isClock = text.contains(UInt8(ascii: ":")) && !text.contains(UInt8(ascii: "-"))
    guard let seconds = CalendarDate.parse(isClock ? today + text : text), seconds >= 0, seconds < 1 << 33 else {
      return nil
    }
    let wanted = UInt64(seconds) * 1_000_000_000
    let boot = real > now ? real - now : 0
    return wanted > boot ? wanted - boot : 0
  }

  /// A number with s, m, h or d behind it, in nanoseconds.
  private static func duration(_ text: Bytes) -> UInt64? {
    let units: [(UInt8, UInt64)] = [
      (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "d"), 86_400),
    ]
    guard let unit = units.first(where: { $0.0 == text.last }), text.count <= 7,
      let number = text.dropLast().decimal, number >= 0
    else { return nil }
    return UInt64(number) * unit.1 * 1_000_000_000
  }
}
