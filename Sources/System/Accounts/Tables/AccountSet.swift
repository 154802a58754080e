// The three account files together: questions and changes that concern more than one of them.
//
// Not: reading and writing files (AccountDatabase), hashing, the wording of messages (the programs).

/// Users, groups and their secrets.
public struct AccountSet: Equatable, Sendable {
  /// Numbers that are given to people, and to the users of services.
  public enum Range {
    public static let people: ClosedRange<UInt32> = 1000...60000
    public static let services: ClosedRange<UInt32> = 100...999
  }

  public private(set) var userTable: AccountTable
  public private(set) var groupTable: AccountTable
  public private(set) var shadowTable: AccountTable

  public init(users: [UInt8], groups: [UInt8], shadow: [UInt8]) {
    userTable = AccountTable(users, fields: UserEntry.width)
    groupTable = AccountTable(groups, fields: GroupEntry.width)
    shadowTable = AccountTable(shadow, fields: ShadowEntry.width)
  }

  // MARK: Questions

  public var users: [UserEntry] { userTable.records.compactMap { UserEntry($0) } }
  public var groups: [GroupEntry] { groupTable.records.compactMap { GroupEntry($0) } }
  public func user(_ name: [UInt8]) -> UserEntry? { userTable.record(name).flatMap { UserEntry($0) } }
  public func user(number: UInt32) -> UserEntry? { users.first { $0.user == number } }
  public func group(_ name: [UInt8]) -> GroupEntry? { groupTable.record(name).flatMap { GroupEntry($0) } }
  public func group(number: UInt32) -> GroupEntry? { groups.first { $0.group == number } }
  public func shadow(_ name: [UInt8]) -> ShadowEntry? { shadowTable.record(name).flatMap { ShadowEntry($0) } }

  /// A group by its name or number.
  public func group(nameOrNumber text: [UInt8]) -> GroupEntry? {
    group(text) ?? AccountNumber.parse(text).flatMap { group(number: $0) }
  }

  /// The groups that name a user as a member.
  public func memberships(of name: [UInt8]) -> [GroupEntry] { groups.filter { $0.members.contains(name) } }

  /// The user's own group, and those it is a member of.
  public func groupNumbers(of user: UserEntry) -> [UInt32] {
    var numbers = [user.group]
    for group in memberships(of: user.name) where !numbers.contains(group.group) { numbers.append(group.group) }
    return numbers
  }

  /// A number that no user has: people upwards, services downwards.
  public func freeUserNumber(forService: Bool) -> UInt32? {
    Self.free(users.map { $0.user }, forService)
  }

  /// The same for groups, the preferred one if it is free.
  public func freeGroupNumber(forService: Bool, preferred: UInt32? = nil) -> UInt32? {
    let used = groups.map { $0.group }
    if let preferred, !used.contains(preferred) { return preferred }
    return Self.free(used, forService)
  }

  private static func free(_ used: [UInt32], _ forService: Bool) -> UInt32? {
    let range = forService ? Range.services : Range.people
    let inside = used.filter { range.contains($0) }
    if forService {
      guard let lowest = inside.min() else { return range.upperBound }
      return lowest > range.lowerBound ? lowest - 1 : range.last { !inside.contains($0) }
    } else {
      guard let highest = inside.max() else { return range.lowerBound }
      return highest < range.upperBound ? highest + 1 : range.first { !inside.contains($0) }
    }
  }

  // MARK: Changes

  public mutating func set(_ user: UserEntry) { userTable.set(user.name, user.fields) }
  public mutating func set(_ group: GroupEntry) { groupTable.set(group.name, group.fields) }
  public mutating func set(_ shadow: ShadowEntry) { shadowTable.set(shadow.name, shadow.fields) }

  /// Takes a user out of everything.
  public mutating func removeUser(_ name: [UInt8]) {
    userTable.remove(name)
    shadowTable.remove(name)
    for var group in memberships(of: name) {
      group.members.removeAll { $0 == name }
      set(group)
    }
  }

  public mutating func removeGroup(_ name: [UInt8]) { groupTable.remove(name) }

  /// Gives a user a new name, everywhere.
  public mutating func renameUser(_ old: [UInt8], to new: [UInt8]) {
    if var entry = user(old) {
      entry.name = new
      userTable.set(old, entry.fields)
    }
    if var entry = shadow(old) {
      entry.name = new
      shadowTable.set(old, entry.fields)
    }
    for var group in memberships(of: old) {
      group.members = group.members.map { $0 == old ? new : $0 }
      set(group)
    }
  }

  public mutating func renameGroup(_ old: [UInt8], to new: [UInt8]) {
    guard var entry = group(old) else { return }
    entry.name = new
    groupTable.set(old, entry.fields)
  }

  /// Makes a user a member of exactly these groups, or of these as well.
  public mutating func setMemberships(of name: [UInt8], _ wanted: [[UInt8]], keepsOthers: Bool) {
    for var group in groups {
      let isMember = group.members.contains(name)
      if wanted.contains(group.name) {
        guard !isMember else { continue }
        group.members.append(name)
      } else {
        guard isMember, !keepsOthers else { continue }
        group.members.removeAll { $0 == name }
      }
      set(group)
    }
  }
}

extension AccountSet {
  /// Whether an account is one to log in with: it has a shell that lets people work.
  public func isPerson(_ user: UserEntry) -> Bool {
    let shell = user.shellPath
    return !["/bin/false", "/bin/true", "/sbin/nologin", "/bin/nologin"].contains { $0.utf8.elementsEqual(shell.utf8) }
  }
}
