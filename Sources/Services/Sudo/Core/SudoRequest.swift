// What a program asks of `sudo:`, as the client sends it. Nothing in it is believed before SudoJudge has looked at it.

import Accounts

/// One request.
public struct SudoRequest: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// `sudo PROGRAM`: with the caller's own password, by the rules of /etc/sudoers.
    case run = 0
    /// `sudo -v`: the password now, no program.
    case validate = 1
    /// `sudo -l`: what the rules allow.
    case list = 2
    /// `sudo -k`: the next one asks again.
    case forget = 3
    /// `su`: the user's shell with that user's password.
    case switchUser = 4
    /// `newgrp`: the caller's shell with another group.
    case switchGroup = 5
  }

  public enum Flag: UInt8, Sendable {
    /// As after a log-in: the user's home, shell and environment.
    case login = 1
    /// The words are a line for the shell.
    case shell = 2
    /// A ticket from before does not count.
    case askAnyway = 4
    /// The environment stays the caller's (su -m).
    case keepEnvironment = 8
  }

  public var kind: Kind
  public var flags: UInt8 = 0
  /// Name or `#NUMBER`; empty for root.
  public var user: [UInt8] = []
  /// Name; empty for the user's own.
  public var group: [UInt8] = []
  public var directory: [UInt8] = []
  /// The shell that is asked for (`su -s`, `sudo -s`); empty for the account's.
  public var shell: [UInt8] = []
  public var arguments: [[UInt8]] = []
  public var environment: [[UInt8]] = []

  public init(_ kind: Kind) { self.kind = kind }

  public func has(_ flag: Flag) -> Bool { flags & flag.rawValue != 0 }
  public mutating func insert(_ flag: Flag) { flags |= flag.rawValue }

  /// The payload.
  public var bytes: [UInt8] {
    let count = AccountNumber.text(UInt32(clamping: arguments.count))
    return SudoMessage.packed(
      [[kind.rawValue, flags], user, group, directory, shell, count] + arguments + environment)
  }

  /// nil for what no client sends.
  public init?(_ bytes: [UInt8]) {
    guard let parts = SudoMessage.unpacked(bytes), parts.count >= 6, parts[0].count == 2,
      let kind = Kind(rawValue: parts[0][0]), let count = AccountNumber.parse(parts[5]),
      Int(count) <= parts.count - 6
    else { return nil }
    // A zero would end a text in the middle for the one who starts the program.
    guard parts[1...].allSatisfy({ !$0.contains(0) }) else { return nil }
    self.kind = kind
    flags = parts[0][1]
    (user, group, directory, shell) = (parts[1], parts[2], parts[3], parts[4])
    arguments = Array(parts[6..<6 + Int(count)])
    environment = Array(parts[(6 + Int(count))...])
  }
}
