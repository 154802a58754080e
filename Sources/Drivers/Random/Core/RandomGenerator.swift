// A generator of random bytes for secrets: ChaCha20 with a key that is replaced after every request.
//
// Not: where entropy comes from; randd collects it and calls `mix`. After each request the key is overwritten with
// fresh output ("fast key erasure"), so that whoever reads the memory later cannot find out what was given before.

/// Random bytes from a secret state.
public struct RandomGenerator {
  /// Bytes that one request may ask for.
  public static let requestLimit = 65536

  private var key: [UInt32]

  /// - Parameter seed: entropy; everything that comes out depends on it.
  public init(seed: [UInt8]) {
    key = [UInt32](repeating: 0, count: 8)
    mix(seed)
  }

  /// Adds entropy. What was in the state before is kept: bad entropy cannot make it worse.
  public mutating func mix(_ entropy: [UInt8]) {
    var index = 0
    repeat {
      var nonce: [UInt32] = [0, 0, 0x6D_69_78]
      for offset in 0..<8 where index + offset < entropy.count {
        nonce[offset / 4] |= UInt32(entropy[index + offset]) << UInt32(8 * (offset % 4))
      }
      let block = ChaCha20.block(key: key, counter: UInt32(truncatingIfNeeded: index), nonce: nonce)
      for word in 0..<8 { key[word] ^= block[word] ^ block[word + 8] }
      index += 8
    } while index < entropy.count
  }

  /// So many random bytes, at most `requestLimit`.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    let wanted = min(max(count, 0), Self.requestLimit)
    let next = ChaCha20.block(key: key, counter: 0, nonce: [0, 0, 0])
    var result: [UInt8] = []
    result.reserveCapacity(wanted)
    var counter: UInt32 = 1
    while result.count < wanted {
      for word in ChaCha20.block(key: key, counter: counter, nonce: [0, 0, 0]) {
        for shift: UInt32 in [0, 8, 16, 24] where result.count < wanted {
          result.append(UInt8(truncatingIfNeeded: word >> shift))
        }
      }
      counter += 1
    }
    key = Array(next[0..<8])
    return result
  }
}
