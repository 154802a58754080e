// A counter of the hardware that is too narrow to tell time by: it begins anew when it is full. Here it becomes one of
// 64 bits.
//
// One round is noticed, two look like one: it has to be looked at more than once in a round. Who has nothing else to do
// is woken for that at half of one (`Machine.clockPatience`), which is as long again as anybody may be late.

/// The rounds of a narrow counter.
public struct WrappingCounter: Sendable {
  /// All ones, as wide as the counter.
  private let mask: UInt64
  private var last: UInt64
  /// What its rounds come to so far.
  private var rounds: UInt64 = 0

  /// - Parameters:
  ///   - bits: its width, at most 32.
  ///   - value: what it shows now.
  public init(bits: Int, value: UInt32) {
    mask = (1 << UInt64(bits)) - 1
    last = UInt64(value) & mask
  }

  /// Ticks in a round.
  public var round: UInt64 { mask + 1 }

  /// The ticks since its zero before the first look, when it shows `value`.
  public mutating func count(_ value: UInt32) -> UInt64 {
    let value = UInt64(value) & mask
    if value < last { rounds += round }
    last = value
    return rounds + value
  }
}
