// The name of a window: a slot and a generation, so that the name of a closed window never means another one.

/// Names one window for as long as the compositor lives.
public struct WindowID: Hashable, Sendable {
  /// The number that travels to clients; never 0.
  public let number: UInt32

  static let slotBits: UInt32 = 12

  init(slot: Int, generation: UInt32) {
    number = generation << WindowID.slotBits | UInt32(truncatingIfNeeded: slot) & 0xFFF
  }

  /// From a client's number. What it names is checked when it is used.
  public init(number: UInt32) { self.number = number }

  var slot: Int { Int(number & 0xFFF) }
}
