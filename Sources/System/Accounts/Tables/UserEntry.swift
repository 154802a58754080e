// A line of /etc/passwd: name:x:user:group:comment:home:shell.

/// A user.
public struct UserEntry: Equatable, Sendable {
  static let width = 7

  public var name: [UInt8]
  /// "x": the password stands in /etc/shadow.
  var password: [UInt8] = [UInt8(ascii: "x")]
  public var user: UInt32
  public var group: UInt32
  public var comment: [UInt8]
  public var home: [UInt8]
  public var shell: [UInt8]

  public init(
    name: [UInt8], user: UInt32, group: UInt32, comment: [UInt8], home: [UInt8], shell: [UInt8]
  ) {
    self.name = name
    self.user = user
    self.group = group
    self.comment = comment
    self.home = home
    self.shell = shell
  }

  init?(_ fields: [[UInt8]]) {
    guard fields.count == Self.width, let user = AccountNumber.parse(fields[2]),
      let group = AccountNumber.parse(fields[3])
    else { return nil }
    self.init(name: fields[0], user: user, group: group, comment: fields[4], home: fields[5], shell: fields[6])
    password = fields[1]
  }

  var fields: [[UInt8]] {
    [name, password, AccountNumber.text(user), AccountNumber.text(group), comment, home, shell]
  }

  /// What is started for the user; an empty field means the usual one.
  public var shellPath: String { shell.isEmpty ? "/bin/sh" : String(decoding: shell, as: UTF8.self) }
  public var homePath: String { home.isEmpty ? "/" : String(decoding: home, as: UTF8.self) }
  public var nameText: String { String(decoding: name, as: UTF8.self) }
}
