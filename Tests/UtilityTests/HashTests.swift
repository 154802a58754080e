// The hashes, against the test vectors of their specifications.

import Testing
import UtilityAlgorithms
import UtilitySupport

private func hex(_ bytes: Bytes) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

private let abc = "abc".bytes
private let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".bytes
private let million = Bytes(repeating: UInt8(ascii: "a"), count: 1_000_000)

struct HashTests {
  @Test func md5() {
    #expect(hex(StreamHash.value(StreamHash(MD5()), [])) == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(hex(StreamHash.value(StreamHash(MD5()), abc)) == "900150983cd24fb0d6963f7d28e17f72")
    #expect(hex(StreamHash.value(StreamHash(MD5()), million)) == "7707d6ae4e027c70eea2a935c2296f21")
  }

  @Test func sha1() {
    #expect(hex(StreamHash.value(StreamHash(SHA1()), abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(hex(StreamHash.value(StreamHash(SHA1()), long)) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(hex(StreamHash.value(StreamHash(SHA1()), million)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
  }

  @Test func sha2() {
    #expect(
      hex(StreamHash.value(StreamHash(SHA256.long), abc))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex(StreamHash.value(StreamHash(SHA256.long), million))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    #expect(
      hex(StreamHash.value(StreamHash(SHA256.short), abc))
        == "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")
    #expect(
      hex(StreamHash.value(StreamHash(SHA512.long), abc)).hasPrefix("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"))
    #expect(
      hex(StreamHash.value(StreamHash(SHA512.short), abc)).hasPrefix(
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"))
  }

  @Test func blake2b() {
    #expect(hex(BLAKE2b.value(BLAKE2b(length: 64), abc)).hasPrefix("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b7"))
    #expect(hex(BLAKE2b.value(BLAKE2b(length: 64), [])).hasPrefix("786a02f742015903c6c6fd852552d272912f4740e1584761"))
  }

  @Test func sha3() {
    #expect(
      hex(SHA3.value(SHA3(length: 32), []))
        == "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a")
    #expect(
      hex(SHA3.value(SHA3(length: 32), abc))
        == "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")
    #expect(hex(SHA3.value(SHA3(length: 64), abc)).hasPrefix("b751850b1a57168a5693cd924b6b096e08f621827444f70d"))
  }

  @Test func sm3() {
    #expect(
      hex(StreamHash.value(StreamHash(SM3()), abc))
        == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
  }

  @Test func checksums() {
    func value(_ kind: FileChecksum.Kind) -> UInt32 {
      var sum = FileChecksum(kind)
      let text = "123456789".bytes
      sum.update(text.span)
      return sum.value
    }
    #expect(value(.posix) == 930_766_865)
    #expect(value(.bsd) == 53_615)
    #expect(value(.systemV) == 477)
  }

  /// However a stream is cut into pieces, the value stays the same.
  @Test(arguments: [1, 7, 63, 64, 65, 127, 128, 129])
  func piecesDoNotMatter(size: Int) {
    let text = Bytes(million.prefix(1000))
    func inPieces(_ function: some HashFunction) -> Bytes {
      var function = function
      for start in stride(from: 0, to: text.count, by: size) {
        let piece = Bytes(text[start..<min(start + size, text.count)])
        function.update(piece.span)
      }
      return function.finish()
    }
    #expect(inPieces(StreamHash(MD5())) == StreamHash.value(StreamHash(MD5()), text))
    #expect(inPieces(StreamHash(SHA512.long)) == StreamHash.value(StreamHash(SHA512.long), text))
    #expect(inPieces(BLAKE2b(length: 64)) == BLAKE2b.value(BLAKE2b(length: 64), text))
    #expect(inPieces(SHA3(length: 48)) == SHA3.value(SHA3(length: 48), text))
  }
}
