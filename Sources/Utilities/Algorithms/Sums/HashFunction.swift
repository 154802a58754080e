// A hash or a checksum, as the programs use it.

public import UtilitySupport

/// A function of a stream of bytes.
public protocol HashFunction {
  mutating func update(_ bytes: borrowing Span<UInt8>)
  /// The value for everything that was taken; ends the use of it.
  mutating func finish() -> Bytes
}

extension HashFunction {
  /// The value for one piece.
  public static func value(_ function: Self, _ bytes: Bytes) -> Bytes {
    var copy = function
    copy.update(bytes.span)
    return copy.finish()
  }
}
