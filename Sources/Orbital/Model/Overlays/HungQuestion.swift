// What is asked when a window is to be closed whose program does not answer.

/// The question while it is open.
public struct HungQuestion: Equatable, Sendable {
  public let window: WindowID
  /// The choice that Enter takes: ends the program, or waits.
  public let ends: Bool
}
