// Argon2id: a hash that costs whoever guesses passwords as much memory as it costs us.
//
// Specification: RFC 9106, version 0x13. One thread computes all lanes. The memory goes back when the hash is done.

/// The function and its costs.
public struct Argon2id: Equatable, Sendable {
  /// KiB of memory.
  public let memory: UInt32
  public let passes: UInt32
  public let lanes: UInt32

  /// What is believed of costs that stand in a file: a damaged one must not take the machine's memory or an hour.
  public enum Limits {
    /// KiB of memory: 256 MiB.
    public static let memory: UInt32 = 256 << 10
    public static let passes: UInt32 = 64
    public static let lanes: UInt32 = 16
    /// Bytes of a hash and of a salt.
    public static let tag = 8...64
    public static let salt = 8...64
  }

  /// For new passwords: 7 MiB, once through. A guesser's graphics card runs out of memory before it runs out of cores,
  /// and a log-in takes less than a second on an emulated machine, which is ten times as slow as a real one.
  public static let standard = Argon2id(7 << 10, 1, 1)

  /// nil for costs outside of the limits.
  public init?(memory: UInt32, passes: UInt32, lanes: UInt32) {
    guard (1...Limits.lanes).contains(lanes), (1...Limits.passes).contains(passes),
      memory >= 8 * lanes, memory <= Limits.memory
    else { return nil }
    self.init(memory, passes, lanes)
  }

  private init(_ memory: UInt32, _ passes: UInt32, _ lanes: UInt32) {
    self.memory = memory
    self.passes = passes
    self.lanes = lanes
  }

  /// The hash of a password.
  /// - Parameters:
  ///   - secret: a key that is kept elsewhere, and `context`, what the hash is for; both are empty for accounts.
  public func hash(
    _ password: [UInt8], salt: [UInt8], length: Int, secret: [UInt8] = [], context: [UInt8] = []
  ) -> [UInt8] {
    var seed = Blake2b(length: 64)
    for number in [lanes, UInt32(clamping: length), memory, passes, 0x13, 2] { seed.update(number: number) }
    for text in [password, salt, secret, context] {
      seed.update(number: UInt32(clamping: text.count))
      seed.update(text)
    }
    var filling = Argon2Filling(self, seed: seed.finish())
    filling.run()
    return Self.expanded(filling.last.array, length: length)
  }

  /// The hash H' of any length.
  static func expanded(_ text: [UInt8], length: Int) -> [UInt8] {
    var hash = Blake2b(length: min(length, Blake2b.longest))
    hash.update(number: UInt32(clamping: length))
    hash.update(text)
    var part = hash.finish()
    guard length > Blake2b.longest else { return part }
    var result = Array(part.prefix(32))
    while length - result.count > Blake2b.longest {
      part = Blake2b.hash(part, length: Blake2b.longest)
      result += part.prefix(32)
    }
    return result + Blake2b.hash(part, length: length - result.count)
  }
}
