// Handles as numbers, what they allow, and the flags of `open`.

/// A handle's number in its process: the smallest free one is given first, so 0, 1 and 2 are the standard streams.
public typealias RawHandle = UInt32

/// "No handle", where a handle's number is expected.
public let noHandle: RawHandle = .max

/// What a handle allows. A duplicate has the same rights or fewer.
public struct Rights: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let read = Rights(rawValue: 1 << 0)
  public static let write = Rights(rawValue: 1 << 1)
  public static let map = Rights(rawValue: 1 << 2)
  /// To be spawned, or mapped executable.
  public static let execute = Rights(rawValue: 1 << 3)
  public static let call = Rights(rawValue: 1 << 4)
  public static let duplicate = Rights(rawValue: 1 << 5)
  /// To be handed to another process (in a message or at spawn).
  public static let transfer = Rights(rawValue: 1 << 6)
  public static let all = Rights(rawValue: 0x7f)
}

/// How a path is opened. The server sees the flags in `Request.offset`.
public struct OpenFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public static let read = OpenFlags(rawValue: 1 << 0)
  public static let write = OpenFlags(rawValue: 1 << 1)
  public static let create = OpenFlags(rawValue: 1 << 2)
  /// With `create`: an existing entry is an error.
  public static let exclusive = OpenFlags(rawValue: 1 << 3)
  public static let truncate = OpenFlags(rawValue: 1 << 4)
  public static let append = OpenFlags(rawValue: 1 << 5)
  public static let directory = OpenFlags(rawValue: 1 << 6)
  /// Do not follow a symbolic link in the last component.
  public static let noFollow = OpenFlags(rawValue: 1 << 7)
  /// Reads and writes of this handle return `.wouldBlock` where they would wait. Kept by the kernel, told to servers
  /// with every request (`RequestFlags.nonBlocking`).
  public static let nonBlocking = OpenFlags(rawValue: 1 << 8)
  /// Waits until the scheme is registered instead of failing with `.noSuchDevice`.
  public static let waitForScheme = OpenFlags(rawValue: 1 << 9)
  /// For paths of the root scheme (`:name`): a handle that becomes readable whenever the scheme is registered, instead
  /// of registering it.
  public static let watch = OpenFlags(rawValue: 1 << 10)

  /// The permission bits (07777) of an entry that is created stand in bits 32 to 43.
  public static func mode(_ bits: UInt16) -> OpenFlags { OpenFlags(rawValue: UInt64(bits & 0o7777) << 32) }
  public var mode: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 32) & 0o7777 }
}

/// What an open resource is ready for; also what `event:` subscriptions ask for. Level-triggered: the kernel keeps the
/// bits of every open resource, servers change them in their replies and with `notify`.
public struct Readiness: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let readable = Readiness(rawValue: 1 << 0)
  public static let writable = Readiness(rawValue: 1 << 1)
  /// The other side is gone (end of file, closed pipe, dead server). Always reported, asked for or not.
  public static let hangup = Readiness(rawValue: 1 << 2)
}

/// One subscription, written to an `event:` handle. `interest` empty removes it.
///
/// With `noHandle` it is a signal: an event of its own for whoever reads the queue next. One that still waits with the
/// same `userData` takes `interest` in; an empty one takes it back.
public struct EventSubscription: BitwiseCopyable, Sendable {
  public var handle: RawHandle
  public var interest: Readiness
  public var reserved: UInt16 = 0
  /// Handed back with each event.
  public var userData: UInt64

  public init(handle: RawHandle, interest: Readiness, userData: UInt64) {
    self.handle = handle
    self.interest = interest
    self.userData = userData
  }
}

/// One event, read from an `event:` handle: the resource is ready for something that was asked for.
public struct Event: BitwiseCopyable, Sendable {
  public var userData: UInt64
  public var readiness: Readiness
  public var reserved: UInt16 = 0
  public var handle: RawHandle

  public init(userData: UInt64, readiness: Readiness, handle: RawHandle) {
    self.userData = userData
    self.readiness = readiness
    self.handle = handle
  }
}
