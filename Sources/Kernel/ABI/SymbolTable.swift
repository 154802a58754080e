// The symbols that travel with a program, so that a fault report names functions. Layout only.
//
// The image builder appends the table to the stripped ELF file (behind its last byte, aligned to 8): `SymbolTableEntry`
// records sorted by address, then the names (UTF-8, each ended by a zero), then a `SymbolTableFooter` as the very last
// bytes of the file. Loaders ignore it; whoever reports a fault reads it from the image.

/// One function. 16 bytes.
public struct SymbolTableEntry: BitwiseCopyable, Sendable {
  public var address: UInt64 = 0
  public var size: UInt32 = 0
  /// Of the name, from the first name's first byte.
  public var nameOffset: UInt32 = 0
  public init() {}
}

/// The last 32 bytes of a file with symbols.
public struct SymbolTableFooter: BitwiseCopyable, Sendable {
  /// "APUSSYMS" in memory order.
  public static let magic: UInt64 = 0x534D_5953_5355_5041

  public var magic: UInt64 = SymbolTableFooter.magic
  /// Of the first entry, from the start of the file.
  public var entriesOffset: UInt64 = 0
  public var entryCount: UInt32 = 0
  public var namesLength: UInt32 = 0
  public var reserved: UInt64 = 0
  public init() {}

  public static let length = 32
}
