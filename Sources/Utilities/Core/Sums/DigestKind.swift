// The hashes that programs offer, by name.

import UtilityAlgorithms
import UtilitySupport

/// A hash of `md5sum`, `cksum -a` and the like.
enum DigestKind {
  case md5, sha1, sha224, sha256, sha384, sha512, blake2b, sm3

  static let names: [(String, DigestKind)] = [
    ("md5", .md5), ("sha1", .sha1), ("sha224", .sha224), ("sha256", .sha256), ("sha384", .sha384),
    ("sha512", .sha512), ("blake2b", .blake2b), ("sm3", .sm3),
  ]

  /// The name in lines such as `MD5 (file) = …`.
  var tag: String {
    switch self {
    case .md5: "MD5"
    case .sha1: "SHA1"
    case .sha224: "SHA224"
    case .sha256: "SHA256"
    case .sha384: "SHA384"
    case .sha512: "SHA512"
    case .blake2b: "BLAKE2b"
    case .sm3: "SM3"
    }
  }

  /// Bytes of the value.
  var length: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha224: 28
    case .sha256, .sm3: 32
    case .sha384: 48
    case .sha512, .blake2b: 64
    }
  }

  /// The value for an input, as hexadecimal digits.
  func sum(_ input: LineReader, length: Int) -> Bytes {
    switch self {
    case .md5: Self.hash(input, StreamHash(MD5()))
    case .sha1: Self.hash(input, StreamHash(SHA1()))
    case .sha224: Self.hash(input, StreamHash(SHA256.short))
    case .sha256: Self.hash(input, StreamHash(SHA256.long))
    case .sha384: Self.hash(input, StreamHash(SHA512.short))
    case .sha512: Self.hash(input, StreamHash(SHA512.long))
    case .blake2b: Self.hash(input, BLAKE2b(length: length))
    case .sm3: Self.hash(input, StreamHash(SM3()))
    }
  }

  private static func hash(_ input: LineReader, _ function: some HashFunction) -> Bytes {
    var function = function
    while true {
      let chunk = input.nextChunk()
      if chunk.isEmpty { break }
      function.update(chunk.span)
    }
    let digits = "0123456789abcdef".bytes
    return function.finish().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
