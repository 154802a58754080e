// The second field of /etc/shadow: what an account's password is compared with.
//
//   (empty)                                  no password is asked for
//   $argon2id$v=19$m=7168,t=1,p=1$SALT$HASH
//   !… or *…                                 locked: no password fits
//
// Specification: the PHC string format.

/// What stands in the field.
public enum PasswordHash: Equatable, Sendable {
  case none
  case locked
  case argon2id(Argon2id, salt: [UInt8], tag: [UInt8])

  /// Bytes of a new salt, as RFC 9106 recommends.
  public static let saltLength = 16
  /// Bytes of a new hash.
  public static let tagLength = 32

  /// Whatever cannot be read is locked.
  public init(_ field: [UInt8]) {
    if field.isEmpty {
      self = .none
    } else if let (costs, salt, tag) = Self.parse(field) {
      self = .argon2id(costs, salt: salt, tag: tag)
    } else {
      self = .locked
    }
  }

  /// Hashes a new password.
  /// - Parameter salt: `saltLength` random bytes.
  public init(of password: [UInt8], salt: [UInt8], _ costs: Argon2id = .standard) {
    self = .argon2id(costs, salt: salt, tag: costs.hash(password, salt: salt, length: Self.tagLength))
  }

  /// Whether a password is the right one. Takes as long for a wrong one as for the right one.
  public func fits(_ password: [UInt8]) -> Bool {
    switch self {
    case .none: password.isEmpty
    case .locked: false
    case .argon2id(let costs, let salt, let tag):
      Self.isSame(costs.hash(password, salt: salt, length: tag.count), tag)
    }
  }

  /// Compares all bytes, wherever the first difference is.
  private static func isSame(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    var difference: UInt8 = 0
    for index in first.indices { difference |= first[index] ^ second[index] }
    return difference == 0
  }

  /// As it stands in the file.
  public var field: [UInt8] {
    switch self {
    case .none: []
    case .locked: [UInt8(ascii: "!")]
    case .argon2id(let costs, let salt, let tag):
      Array("$argon2id$v=19$m=\(costs.memory),t=\(costs.passes),p=\(costs.lanes)$".utf8) + Base64.encoded(salt)
        + [UInt8(ascii: "$")] + Base64.encoded(tag)
    }
  }

  private static func parse(_ field: [UInt8]) -> (Argon2id, salt: [UInt8], tag: [UInt8])? {
    let parts = field.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].isEmpty, parts[1].elementsEqual("argon2id".utf8),
      parts[2].elementsEqual("v=19".utf8)
    else { return nil }
    let costs = parts[3].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard costs.count == 3, let memory = number(costs[0], "m"), let passes = number(costs[1], "t"),
      let lanes = number(costs[2], "p"),
      let function = Argon2id(memory: memory, passes: passes, lanes: lanes),
      let salt = Base64.decoded(parts[4]), Argon2id.Limits.salt.contains(salt.count),
      let tag = Base64.decoded(parts[5]), Argon2id.Limits.tag.contains(tag.count)
    else { return nil }
    return (function, salt, tag)
  }

  /// The number of `NAME=NUMBER`.
  private static func number(_ part: ArraySlice<UInt8>, _ name: String) -> UInt32? {
    let prefix = Array(name.utf8) + [UInt8(ascii: "=")]
    guard part.starts(with: prefix) else { return nil }
    return AccountNumber.parse(part.dropFirst(prefix.count))
  }
}
