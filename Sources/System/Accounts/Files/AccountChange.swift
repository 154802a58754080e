// Changes of one account by its own user: of the password and of the shell, by the rules.
//
// Not: finding out whether it is the user (sudod does), changes by an administrator (the programs themselves).

import ABI
import System

/// Why a change was refused, in words.
public struct AccountChangeError: Error, Equatable, Sendable {
  public var message: String
  public init(_ message: String) { self.message = message }

  public init(_ error: AccountFileError) {
    switch error {
    case .isLocked: message = "the account files are in use; try again later"
    case .file(let path, let error): message = "\(path): \(error.message)"
    }
  }
}

/// Changes an account.
public struct AccountChange: Sendable {
  private let database: AccountDatabase

  public init(_ database: AccountDatabase) { self.database = database }

  public func setPassword(of name: [UInt8], old: [UInt8], new: [UInt8]) throws(AccountChangeError) {
    if let complaint = PasswordRules.complaint(about: new, old: old) { throw AccountChangeError(complaint) }
    try setPassword(of: name, to: try Self.hashed(new))
  }

  /// Sets it without a look at it.
  public func setPassword(of name: [UInt8], to hash: PasswordHash) throws(AccountChangeError) {
    try database.change(onFileError: { AccountChangeError($0) }) { (accounts) throws(AccountChangeError) in
      guard var shadow = accounts.shadow(name) else { throw AccountChangeError("the account has no password entry") }
      shadow.change(to: hash, day: Self.today)
      accounts.set(shadow)
    }
  }

  /// The hash of a new password.
  public static func hashed(_ password: [UInt8]) throws(AccountChangeError) -> PasswordHash {
    do throws(Errno) { return PasswordHash(of: password, salt: try SecretBytes.random(PasswordHash.saltLength)) } catch
    {
      throw AccountChangeError("no random bytes: \(error.message)")
    }
  }

  /// To one of those in /etc/shells.
  public func setShell(of name: [UInt8], _ shell: [UInt8]) throws(AccountChangeError) {
    guard allowedShells.contains(shell) else {
      throw AccountChangeError("\(String(decoding: shell, as: UTF8.self)) is an invalid shell")
    }
    try database.change(onFileError: { AccountChangeError($0) }) { (accounts) throws(AccountChangeError) in
      guard var user = accounts.user(name) else { throw AccountChangeError("the account is gone") }
      user.shell = shell
      accounts.set(user)
    }
  }

  /// The shells that people may choose.
  public var allowedShells: [[UInt8]] {
    let text = (try? FileSystem.readFile(database.directory + "/shells", limit: 1 << 16)) ?? []
    return text.split(separator: 0x0A).map { Array($0) }.filter { $0.first == UInt8(ascii: "/") }
  }

  /// Days since 1970.
  public static var today: UInt32 { UInt32(clamping: SystemClock.realTime / 86_400_000_000_000) }
}
