// The ChaCha20 block function. RFC 8439, section 2.3.

/// One block of the key stream.
enum ChaCha20 {
  static let blockLength = 64

  /// - Parameters:
  ///   - key: 8 words.
  ///   - nonce: 3 words.
  /// - Returns: 64 bytes as 16 words.
  static func block(key: [UInt32], counter: UInt32, nonce: [UInt32]) -> [UInt32] {
    let constants: [UInt32] = [0x6170_7865, 0x3320_646E, 0x7962_2D32, 0x6B20_6574]
    let start = constants + key + [counter] + nonce
    var state = start
    for _ in 0..<10 {
      quarterRound(&state, 0, 4, 8, 12)
      quarterRound(&state, 1, 5, 9, 13)
      quarterRound(&state, 2, 6, 10, 14)
      quarterRound(&state, 3, 7, 11, 15)
      quarterRound(&state, 0, 5, 10, 15)
      quarterRound(&state, 1, 6, 11, 12)
      quarterRound(&state, 2, 7, 8, 13)
      quarterRound(&state, 3, 4, 9, 14)
    }
    for index in state.indices { state[index] &+= start[index] }
    return state
  }

  private static func quarterRound(_ s: inout [UInt32], _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    s[a] &+= s[b]
    s[d] = rotated(s[d] ^ s[a], 16)
    s[c] &+= s[d]
    s[b] = rotated(s[b] ^ s[c], 12)
    s[a] &+= s[b]
    s[d] = rotated(s[d] ^ s[a], 8)
    s[c] &+= s[d]
    s[b] = rotated(s[b] ^ s[c], 7)
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
