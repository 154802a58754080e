// Who asks, and what the permission bits grant them. Spec: POSIX.1-2017, base definitions 4.5 "File Access
// Permissions".

/// The user and group in whose name a call is made.
public struct Credentials: Equatable, Sendable {
  public var user: UInt32
  public var group: UInt32

  public init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  /// The user who may do everything.
  public static let root = Credentials(user: 0, group: 0)

  var isRoot: Bool { user == 0 }

  /// Whether the mode of a file of `owner` grants `access`. Root may do everything but execute what nobody may; search
  /// in directories is not execution.
  /// - Parameter isInGroup: whether the file's group is one of those of who asks.
  func mayAccess(
    _ access: Access, mode: UInt16, owner: UInt32, isInGroup: @autoclosure () -> Bool, isDirectory: Bool
  ) -> Bool {
    if isRoot { return !access.contains(.execute) || isDirectory || mode & ModeBits.anyExecute != 0 }
    let shift: UInt16 = user == owner ? 6 : isInGroup() ? 3 : 0
    return access.rawValue & ~(mode >> shift) == 0
  }
}

/// What is asked of a file: the three permission bits of one class.
struct Access: OptionSet {
  let rawValue: UInt16
  static let execute = Access(rawValue: 1)
  /// For a directory: to look names up in it.
  static let search = Access(rawValue: 1)
  static let write = Access(rawValue: 2)
  static let read = Access(rawValue: 4)
}

/// The bits of a mode beyond the permissions.
enum ModeBits {
  static let all: UInt16 = 0o7777
  static let setUser: UInt16 = 0o4000
  static let setGroup: UInt16 = 0o2000
  /// In a directory: only the owner of an entry, or of the directory, may remove it.
  static let sticky: UInt16 = 0o1000
  static let groupExecute: UInt16 = 0o010
  static let anyExecute: UInt16 = 0o111
}
