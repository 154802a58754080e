// Time: nanoseconds in, nanoseconds out.

import ABI

/// The clocks of the system.
public enum SystemClock {
  /// Nanoseconds since boot; never goes back.
  public static var monotonic: UInt64 { Platform.clock(.monotonic) }
  /// Nanoseconds since 1970-01-01 00:00 UTC.
  public static var realTime: UInt64 { Platform.clock(.realTime) }
  /// Nanoseconds of CPU that this process used.
  public static var processTime: UInt64 { Platform.clock(.processTime) }

  /// Blocks until the monotonic clock reads `deadline`.
  public static func sleep(until deadline: UInt64) { Platform.sleep(until: deadline) }
  public static func sleep(milliseconds: UInt64) { sleep(until: monotonic &+ milliseconds &* 1_000_000) }
}
