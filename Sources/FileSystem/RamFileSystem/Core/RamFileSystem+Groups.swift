// Who is in which group, as the files in /etc say, and when that has to be looked up again.

import ABI

extension RamFileSystem where Store: ~Copyable {
  /// The files that say it. Whoever runs the file system reads them when `isMembershipOld`, and hands on their content.
  public static var accountFiles: (users: [UInt8], groups: [UInt8]) {
    (Array("/etc/passwd".utf8), Array("/etc/group".utf8))
  }

  /// Takes over the contents of the two files, empty where there is none, and watches for their next change.
  public mutating func setMembership(users: [UInt8], groups: [UInt8]) {
    membership = GroupMembership(users: users, groups: groups)
    isMembershipOld = false
    membershipNodes = [Self.rootNode]
    for path in [Array("/etc".utf8), Self.accountFiles.users, Self.accountFiles.groups] {
      guard let location = try? walk(path.span, follow: true, .root), let node = location.node else { continue }
      // A name may come to mean another file, by a change of the directory it is in.
      for watched in [location.directory, node] where !membershipNodes.contains(watched) {
        membershipNodes.append(watched)
      }
    }
  }

  /// Whether a group is one of those of who asks.
  func isInGroup(_ who: Credentials, _ group: UInt32) -> Bool {
    who.group == group || membership.contains(user: who.user, group: group)
  }
}
