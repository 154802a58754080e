// What the passes of a window did, for tests and for the bench.

/// Counters of a window's passes.
public struct PassStatistics: Equatable, Sendable {
  public var updates = 0
  public var layouts = 0
  public var paints = 0
  /// Device pixels that were painted.
  public var paintedPixels = 0
  public init() {}
}
