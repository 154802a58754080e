// A line of /etc/group: name:x:group:member,member.

/// A group.
public struct GroupEntry: Equatable, Sendable {
  static let width = 4

  public var name: [UInt8]
  var password: [UInt8] = [UInt8(ascii: "x")]
  public var group: UInt32
  /// Names of users. Those whose own group it is need not be among them.
  public var members: [[UInt8]]

  public init(name: [UInt8], group: UInt32, members: [[UInt8]] = []) {
    self.name = name
    self.group = group
    self.members = members
  }

  init?(_ fields: [[UInt8]]) {
    guard fields.count == Self.width, let group = AccountNumber.parse(fields[2]) else { return nil }
    self.init(name: fields[0], group: group)
    password = fields[1]
    members = fields[3].split(separator: UInt8(ascii: ",")).map { Array($0) }
  }

  var fields: [[UInt8]] {
    [name, password, AccountNumber.text(group), Array(members.joined(separator: [UInt8(ascii: ",")]))]
  }

  public var nameText: String { String(decoding: name, as: UTF8.self) }
}
