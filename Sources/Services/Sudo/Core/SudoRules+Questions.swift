// What the rules say about one user.

public import Accounts

extension SudoRules {
  /// The rules that concern a user.
  public func rules(for user: UserEntry, _ accounts: AccountSet) -> [Rule] {
    rules.filter { Self.concerns($0.who, user, accounts) }
  }

  private static func concerns(_ who: [UInt8], _ user: UserEntry, _ accounts: AccountSet) -> Bool {
    switch who.first {
    case UInt8(ascii: "#"): return AccountNumber.parse(who.dropFirst()) == user.user
    case UInt8(ascii: "%"):
      guard let group = accounts.group(Array(who.dropFirst())) else { return false }
      return group.group == user.group || group.members.contains(user.name)
    default: return isAll(who) || who == user.name
    }
  }

  static func isAll(_ word: [UInt8]) -> Bool { word.elementsEqual("ALL".utf8) }

  /// The rule that grants a program, the last one that fits; nil where none does.
  public func grant(
    _ program: [UInt8], to user: UserEntry, as target: UserEntry, group: GroupEntry?, _ accounts: AccountSet
  ) -> Rule? {
    rules(for: user, accounts).last { rule in
      // Somebody who only wants another group stays who he is.
      let mayUser = rule.asUsers.contains { Self.isAll($0) || $0 == target.name } || target.user == user.user
      let mayGroup =
        group.map { group in
          group.group == target.group || rule.asGroups.contains { Self.isAll($0) || $0 == group.name }
        } ?? rule.asUsers.contains { Self.isAll($0) || $0 == target.name }
      guard mayUser, mayGroup else { return false }
      switch rule.commands {
      case .all: return true
      case .these(let programs): return programs.contains(program)
      }
    }
  }

  /// What `sudo -l` shows.
  public func list(for user: UserEntry, _ accounts: AccountSet, host: [UInt8]) -> [UInt8] {
    let found = rules(for: user, accounts)
    var text = SudoText()
    guard !found.isEmpty else {
      text.add("Sorry, user ")
      text.add(user.name)
      text.add(" may not run sudo on ")
      text.add(host)
      text.add(".\n")
      return text.bytes
    }
    text.add("User ")
    text.add(user.name)
    text.add(" may run the following commands on ")
    text.add(host)
    text.add(":\n")
    for rule in found {
      text.add("    (")
      text.add(list: rule.asUsers)
      if !rule.asGroups.isEmpty {
        text.add(" : ")
        text.add(list: rule.asGroups)
      }
      text.add(rule.needsPassword ? ") " : ") NOPASSWD: ")
      switch rule.commands {
      case .all: text.add("ALL")
      case .these(let programs): text.add(list: programs)
      }
      text.add("\n")
    }
    return text.bytes
  }
}

/// Text that is put together piece by piece.
private struct SudoText {
  var bytes: [UInt8] = []
  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func add(_ text: [UInt8]) { bytes += text }
  mutating func add(list: [[UInt8]]) { bytes += list.joined(separator: [UInt8(ascii: ","), 0x20]) }
}
