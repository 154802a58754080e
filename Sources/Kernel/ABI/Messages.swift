// A scheme call as it crosses the kernel: what the caller passes, what the server receives, and what it answers.
//
// The server reads a `Request` with its payload right behind it, in one buffer. It may answer later and in any order,
// by tag. A request without a caller that waits (`close`, `cancel`) wants no answer. Layouts are pinned by host tests.

/// What a request asks for.
public enum RequestKind: UInt16, Sendable {
  /// Payload: the path behind `scheme:`. `offset`: the `OpenFlags`. Result: the server's number for the new resource,
  /// or a handle that is given to the caller instead.
  case open = 1
  /// The last handle on resource `id` is gone. No answer.
  case close = 2
  /// At most `length` bytes from `offset` (`UInt64.max` where the resource has no positions).
  case read = 3
  /// The payload, to `offset`. Result: bytes taken.
  case write = 4
  /// Payload: a name. Result as in `open`.
  case duplicate = 5
  /// `operation` with the payload; at most `length` bytes back; handles both ways.
  case call = 6
  /// A memory object for `length` bytes from `offset`: the reply lends a `memory:` handle.
  case map = 7
  /// The size in bytes, for `seek` from the end.
  case size = 8
  /// The call with this `tag` is given up by its caller; a reply to it is ignored. No answer.
  case cancel = 9
  /// `length` bytes from `offset`, whole pages, of the memory that the server made with number `id` (its serving handle
  /// duplicated with the name ID/LENGTH): a page there was touched that is missing. The bytes are copied; those behind
  /// the end of the memory are zeros. Only the first page has to be among them.
  case fill = 10
}

/// Flags of a request.
public struct RequestFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// Answer `.wouldBlock` instead of holding the request.
  public static let nonBlocking = RequestFlags(rawValue: 1 << 0)
  /// `close` and `cancel`: nobody waits.
  public static let oneWay = RequestFlags(rawValue: 1 << 1)
}

/// The head of what `receive` delivers; the payload follows it directly.
public struct Request: BitwiseCopyable, Sendable {
  public var kind: UInt16 = 0
  public var flags = RequestFlags()
  /// Names the call until it is answered.
  public var tag: UInt32 = 0
  /// The server's own number of the open resource (0 for `open`).
  public var id: UInt64 = 0
  /// For `call`: an `Operation` or a number of the scheme's own.
  public var operation: UInt32 = 0
  /// A handle that came with the call, now the server's; or `noHandle`.
  public var handle: RawHandle = noHandle
  public var offset: UInt64 = 0
  public var length: UInt64 = 0
  public var payloadLength: UInt32 = 0
  /// Who calls. Filled in by the kernel.
  public var process: UInt32 = 0
  public var user: UInt32 = 0
  public var group: UInt32 = 0
  public var reserved: UInt64 = 0

  public init() {}

  /// Size of the head in bytes, and offset of the payload.
  public static let headLength = 64
}

/// Flags of a reply.
public struct ReplyFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// `readiness` is valid.
  public static let readiness = ReplyFlags(rawValue: 1 << 0)
  /// The handle moves to the caller; without it the server keeps its own.
  public static let moveHandle = ReplyFlags(rawValue: 1 << 1)
}

/// A server's answer to one request.
public struct Reply: BitwiseCopyable, Sendable {
  public var tag: UInt32
  public var flags = ReplyFlags()
  public var readiness = Readiness()
  /// 0 and above: the result; below: a negated `Errno`.
  public var result: Int64
  /// The bytes for the caller, in the server's memory.
  public var data: UInt64 = 0
  public var dataLength: UInt64 = 0
  /// A handle for the caller, or `noHandle`.
  public var handle: RawHandle = noHandle
  /// Rights that the caller gets on that handle.
  public var rights: Rights = .all
  /// For `map`: where in the memory object the mapping starts.
  public var offset: UInt64 = 0

  public init(tag: UInt32, result: Int64) {
    self.tag = tag
    self.result = result
  }
}

/// Flags of `receive`.
public struct ReceiveFlags: OptionSet, BitwiseCopyable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Return `.wouldBlock` when no request waits. A server handle can also be subscribed to in an `event:` queue.
  public static let nonBlocking = ReceiveFlags(rawValue: 1 << 0)
}

/// What `Syscall.call` passes.
public struct CallBlock: BitwiseCopyable, Sendable {
  public var operation: UInt32
  /// A handle to send along (it moves), or `noHandle`.
  public var sentHandle: RawHandle = noHandle
  public var input: UInt64 = 0
  public var inputLength: UInt64 = 0
  public var output: UInt64 = 0
  public var outputCapacity: UInt64 = 0
  /// Filled in: bytes that came back.
  public var outputLength: UInt64 = 0
  /// Filled in: a handle that came back, or `noHandle`.
  public var receivedHandle: RawHandle = noHandle
  public var reserved: UInt32 = 0

  public init(operation: UInt32) { self.operation = operation }
}

/// Bounds of messages.
public enum MessageLimits {
  /// A path may have this many bytes; longer ones are `.nameTooLong`.
  public static let path = 4096
  /// Most bytes that one message carries either way: a larger read or write is answered short, a larger call is
  /// `.argumentListTooLong`. Sixteen pages keep a server's buffer small and a copy uninterrupted for microseconds only.
  public static let payload = 65536
  /// Requests that may wait at one server; further callers wait their turn in the kernel.
  public static let pendingPerServer = 1024
}
