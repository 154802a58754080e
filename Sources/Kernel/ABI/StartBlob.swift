// What a new program finds on its stack: arguments, environment, working directory and the names of its handles.
//
// Layout: a `StartBlobHeader`, then strings, each ended by a zero byte: the arguments, the environment ("NAME=value"),
// the working directory (one), the names of the inherited handles in their order (empty for an unnamed one).
// Written by the parent's system library, passed through the kernel unread.

/// The head of a start blob. 32 bytes.
public struct StartBlobHeader: BitwiseCopyable, Sendable {
  /// "APUSARGS" in memory order.
  public static let magic: UInt64 = 0x5347_5241_5355_5041

  public var magic: UInt64 = StartBlobHeader.magic
  public var argumentCount: UInt32 = 0
  public var environmentCount: UInt32 = 0
  public var handleCount: UInt16 = 0
  /// Permission bits that files of the program do not get (umask).
  public var creationMask: UInt16 = StartBlobHeader.usualMask
  /// Bytes of the strings.
  public var stringsLength: UInt32 = 0
  /// Random bits for hash seeds and the stack protector.
  public var seed: UInt64 = 0
  public init() {}

  public static let length = 32
  /// Others do not write.
  public static let usualMask: UInt16 = 0o022
}
