// The five prefix codes that a part of a VP8L image is written with. Spec: RFC 9649 sections 3.7.2 and 3.7.3.

struct VP8LCodeGroup {
  static let channelSymbols = 256
  static let lengthSymbols = 24
  private static let distanceSymbols = 40

  /// Green, lengths of repetitions, and places of the colour cache.
  let green: VP8LCode
  let red: VP8LCode
  let blue: VP8LCode
  let alpha: VP8LCode
  let distance: VP8LCode

  /// - Parameter cacheSize: colours of the cache; 0: there is none.
  init(_ bits: inout VP8LBits, cacheSize: Int) throws(ImageError) {
    green = try VP8LCode(&bits, size: Self.channelSymbols + Self.lengthSymbols + cacheSize)
    red = try VP8LCode(&bits, size: Self.channelSymbols)
    blue = try VP8LCode(&bits, size: Self.channelSymbols)
    alpha = try VP8LCode(&bits, size: Self.channelSymbols)
    distance = try VP8LCode(&bits, size: Self.distanceSymbols)
  }

  /// Bytes of the tables.
  var size: Int { green.size + red.size + blue.size + alpha.size + distance.size }
}
