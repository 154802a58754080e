// Names and numbers of users and groups, from /etc/passwd and /etc/group, for programs that show files and processes.
//
// Not: changing accounts, passwords (module Accounts).

public import System

/// A user.
public struct Account: Sendable {
  public let name: String
  public let user: UInt32
  public let group: UInt32
  public let home: String
  public let shell: String

  private init?(_ line: ArraySlice<UInt8>) {
    let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard fields.count > 6, let user = fields[2].decimal, let group = fields[3].decimal else { return nil }
    name = Bytes(fields[0]).text
    self.user = UInt32(clamping: user)
    self.group = UInt32(clamping: group)
    home = Bytes(fields[5]).text
    shell = fields[6].isEmpty ? "/bin/sh" : Bytes(fields[6]).text
  }

  private static func lines(_ path: String) -> [ArraySlice<UInt8>] {
    ((try? FileSystem.readFile(path, limit: 1 << 20)) ?? []).split(separator: 0x0a)
  }

  /// Every account.
  public static var all: [Account] { lines("/etc/passwd").compactMap { Account($0) } }

  /// The account of that name.
  public static func find(_ name: Bytes) -> Account? { all.first { $0.name.utf8.elementsEqual(name) } }

  /// Names by number, from a file in the form of /etc/passwd or /etc/group.
  public static func names(_ path: String) -> [UInt32: String] {
    var names: [UInt32: String] = [:]
    for line in lines(path) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count > 2, let number = fields[2].decimal, number >= 0 else { continue }
      let key = UInt32(clamping: number)
      if names[key] == nil { names[key] = Bytes(fields[0]).text }
    }
    return names
  }

  /// The number of a name in such a file.
  public static func number(_ name: Bytes, in path: String) -> UInt32? {
    if let number = name.decimal, number >= 0 { return UInt32(clamping: number) }
    return names(path).first { $0.value.utf8.elementsEqual(name) }?.key
  }
}
