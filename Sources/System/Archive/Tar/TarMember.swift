// One member of a tar archive as it stands there, for programs that list and unpack any archive.
//
// Not checked: the path may be absolute, or lead out of the archive. TarEntry is what has been checked.

/// A member of an archive.
public struct TarMember: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case file
    case hardLink
    case symbolicLink
    case characterDevice
    case blockDevice
    case directory
    case pipe
    /// A file of which only parts are stored.
    case sparse
    /// A type of which nothing is known.
    case other(UInt8)
  }

  /// The dialect that a header is written in.
  public enum Format: Equatable, Sendable { case old, ustar, gnu }

  public var kind: Kind
  public var path: [UInt8]
  /// Where a link leads.
  public var target: [UInt8] = []
  /// Permission bits, 07777.
  public var mode: UInt16 = 0
  public var user: UInt32 = 0
  public var group: UInt32 = 0
  public var userName: [UInt8] = []
  public var groupName: [UInt8] = []
  /// Seconds since 1970, and the part of the next one.
  public var modified: Int64 = 0
  public var nanoseconds: UInt32 = 0
  /// Bytes of content that follow the header.
  public var size = 0
  public var device: (major: UInt32, minor: UInt32) = (0, 0)
  public var format = Format.gnu

  public init(_ kind: Kind, path: [UInt8]) {
    self.kind = kind
    self.path = path
  }

  public static func == (left: TarMember, right: TarMember) -> Bool {
    left.kind == right.kind && left.path == right.path && left.target == right.target && left.mode == right.mode
      && left.user == right.user && left.group == right.group && left.userName == right.userName
      && left.groupName == right.groupName && left.modified == right.modified
      && left.nanoseconds == right.nanoseconds && left.size == right.size && left.device == right.device
  }
}
