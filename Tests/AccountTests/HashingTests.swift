// BLAKE2b and Argon2id against the vectors of their specifications, and hashes as they stand in /etc/shadow.

import Testing

@testable import Accounts

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

struct HashingTests {
  @Test func blake2bOfTheSpecification() {
    let expected =
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
      + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
    #expect(hex(Blake2b.hash(Array("abc".utf8), length: 64)) == expected, "RFC 7693, appendix A")
  }

  /// Lengths around a block's, as another implementation has them.
  @Test(arguments: [
    (
      0, 64,
      "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
        + "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce"
    ),
    (
      3, 64,
      "40a374727302d9a4769c17b5f409ff32f58aa24ff122d7603e4fda1509e919d4"
        + "107a52c57570a6d94e50967aea573b11f86f473f537565c66f7039830a85d186"
    ),
    (
      128, 64,
      "2319e3789c47e2daa5fe807f61bec2a1a6537fa03f19ff32e87eecbfd64b7e0e"
        + "8ccff439ac333b040f19b0c4ddd11a61e24ac1fe0f10a039806c5dcc0da3d115"
    ),
    (129, 20, "a7bf25f1599102ab631e3052e8303a2c097d1a7e"),
    (1000, 1, "99"),
  ])
  func blake2bOfOtherLengths(_ count: Int, _ length: Int, _ expected: String) {
    let text = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    #expect(hex(Blake2b.hash(text, length: length)) == expected)
    var parts = Blake2b(length: length)
    for byte in text { parts.update([byte]) }
    #expect(hex(parts.finish()) == expected)
  }

  @Test func argon2idOfTheSpecification() throws {
    let costs = try #require(Argon2id(memory: 32, passes: 3, lanes: 4))
    let tag = costs.hash(
      Array(repeating: 1, count: 32), salt: Array(repeating: 2, count: 16), length: 32,
      secret: Array(repeating: 3, count: 8), context: Array(repeating: 4, count: 12))
    #expect(hex(tag) == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", "RFC 9106, 5.3")
  }

  /// Of the reference implementation's own tests.
  @Test(arguments: [
    "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
    "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
  ])
  func argon2idOfTheReference(_ field: String) {
    let hash = PasswordHash(Array(field.utf8))
    #expect(hash.fits(Array("password".utf8)))
    #expect(!hash.fits(Array("Password".utf8)))
    #expect(String(decoding: hash.field, as: UTF8.self) == field)
  }

  @Test func longHashesArePutTogether() {
    #expect(Argon2id.expanded([1], length: 64).count == 64)
    #expect(Argon2id.expanded([1], length: 65).count == 65)
    #expect(Argon2id.expanded([1], length: 1024).count == 1024)
  }

  @Test func newPasswords() throws {
    let cheap = try #require(Argon2id(memory: 64, passes: 1, lanes: 1))
    let salt = (0..<16).map { UInt8($0) }
    let hash = PasswordHash(of: Array("secret".utf8), salt: salt, cheap)
    let again = PasswordHash(hash.field)
    #expect(again == hash && again.fits(Array("secret".utf8)) && !again.fits([]))
    #expect(PasswordHash([]) == .none && PasswordHash.none.fits([]) && !PasswordHash.none.fits([1]))
  }

  /// Whatever is no hash locks the account; it never lets anybody in, nor costs more than the limits.
  @Test(arguments: [
    "!", "*", "!$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA", "x", "$1$salt$hash", "plain:password",
    "$argon2id$v=16$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
    "$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
    "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAA$AAAAAAAAAAA", "$argon2id$v=19$m=64,t=1,p=9$AAAAAAAAAAA$AAAAAAAAAAA",
    "$argon2id$v=19$m=64,t=1,p=0$AAAAAAAAAAA$AAAAAAAAAAA", "$argon2id$v=19$m=64,t=1,p=1$A$AAAAAAAAAAA",
    "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAA$", "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAA",
    "$argon2id$v=19$t=1,m=64,p=1$AAAAAAAAAAA$AAAAAAAAAAA", "$argon2id$v=19$m=+64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA",
    "$argon2id$v=19$m=64,t=1,p=1$AAAA-AAAAAA$AAAAAAAAAAA",
  ])
  func whatIsNoHashIsLocked(_ field: String) {
    #expect(PasswordHash(Array(field.utf8)) == .locked)
    #expect(!PasswordHash(Array(field.utf8)).fits([]))
  }

  @Test func base64() {
    for (text, coded) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
      #expect(Base64.encoded(Array(text.utf8)) == Array(coded.utf8))
      #expect(Base64.decoded(Array(coded.utf8)[...]) == Array(text.utf8))
    }
    for bad in ["Z", "Zh", "Zg=", "Zm9v YmFy", "Zm9vY"] {
      #expect(Base64.decoded(Array(bad.utf8)[...]) == nil, "\(bad)")
    }
  }

  /// Cheaper ones are a decision, not a slip.
  @Test func theStandardCosts() {
    #expect(Argon2id.standard.memory == 7168 && Argon2id.standard.passes == 1 && Argon2id.standard.lanes == 1)
  }
}
