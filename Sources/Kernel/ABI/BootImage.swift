// The initfs: the image that the boot loader hands over beside the kernel. Layout only; `Archive` reads and writes it,
// the kernel finds `init` in it.
//
//   BootImageHeader, then `count` BootImageEntry records, then the contents, each at a multiple of the page size and
//   padded with zeros to the next, so that a program's image can be mapped straight from the module.

/// The first bytes of an initfs. 32 bytes.
public struct BootImageHeader: BitwiseCopyable, Sendable {
  /// "APUSINIT" in memory order.
  public static let magic: UInt64 = 0x5449_4E49_5355_5041
  public static let currentVersion: UInt32 = 1

  public var magic: UInt64 = BootImageHeader.magic
  public var version: UInt32 = BootImageHeader.currentVersion
  public var count: UInt32 = 0
  /// Bytes of the whole image.
  public var length: UInt64 = 0
  public var reserved: UInt64 = 0
  public init() {}
}

/// One file of an initfs. 96 bytes.
public struct BootImageEntry: BitwiseCopyable, Sendable {
  /// UTF-8, padded with zeros: at most 71 bytes, so that a zero always ends it.
  public var name: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
    0, 0, 0, 0, 0, 0, 0, 0, 0
  )
  /// From the start of the image, a multiple of the page size.
  public var offset: UInt64 = 0
  /// Bytes.
  public var length: UInt64 = 0
  public var reserved: UInt64 = 0
  public init() {}

  public static let nameCapacity = 72
}

/// Bounds of an initfs, so that a damaged one is refused before anything is read through it.
public enum BootImageLimits {
  public static let entries = 1024
}
