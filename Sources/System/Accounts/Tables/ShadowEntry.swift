// A line of /etc/shadow: name:hash:changed:minimum:maximum:warning:inactive:expires:reserved, in days since 1970.

/// The secret part of an account.
public struct ShadowEntry: Equatable, Sendable {
  static let width = 9

  public var name: [UInt8]
  /// As in the file: a lock is a mark in front of the hash, so that it can be taken off again.
  public var hashField: [UInt8]
  /// Day of the last change; nil where none is told.
  public var changed: UInt32?
  /// Minimum, maximum, warning, inactive, expires, reserved, as they stand there.
  public var ages: [[UInt8]]

  /// A new account: locked until it gets a password.
  public init(name: [UInt8], hashField: [UInt8] = [UInt8(ascii: "!")], changed: UInt32?) {
    self.name = name
    self.hashField = hashField
    self.changed = changed
    ages = ["0", "99999", "7", "", "", ""].map { Array($0.utf8) }
  }

  init?(_ fields: [[UInt8]]) {
    guard fields.count == Self.width else { return nil }
    name = fields[0]
    hashField = fields[1]
    changed = AccountNumber.parse(fields[2])
    ages = Array(fields[3...])
  }

  var fields: [[UInt8]] { [name, hashField, changed.map { AccountNumber.text($0) } ?? []] + ages }

  public var hash: PasswordHash { PasswordHash(hashField) }

  /// Locked by an administrator, whatever stands behind the mark.
  public var isLocked: Bool { hashField.first == UInt8(ascii: "!") || hashField.first == UInt8(ascii: "*") }

  public mutating func lock() {
    if hashField.first != UInt8(ascii: "!") { hashField.insert(UInt8(ascii: "!"), at: 0) }
  }

  /// - Returns: false where nothing would be left but an account without a password.
  public mutating func unlock() -> Bool {
    guard hashField.first == UInt8(ascii: "!") else { return true }
    guard hashField.count > 1 else { return false }
    hashField.removeFirst()
    return true
  }

  /// Sets a new password.
  public mutating func change(to hash: PasswordHash, day: UInt32) {
    hashField = hash.field
    changed = day
  }

  /// The day from which on the account does not exist any more.
  public var expires: UInt32? {
    get { AccountNumber.parse(ages[4]) }
    set { ages[4] = newValue.map { AccountNumber.text($0) } ?? [] }
  }
}

extension ShadowEntry {
  /// Passwords of services do not age.
  public mutating func clearAges() { ages = ages.map { _ in [] } }
}
