// `display:` as served by a display driver (vesad and those to come).
//
//   display:0     map: the pixels (shared, 32 bits each, write-combining where the hardware wants it).

/// Operations of a `display:` handle.
public enum DisplayOperation: UInt32, Sendable {
  /// Out: `DisplayMode`.
  case mode = 0x1000
  /// In: DisplayRectangle records: these parts were drawn. A driver without a need for it answers at once.
  case flush = 0x1001
}

/// The shape of a display's pixels. 24 bytes.
public struct DisplayMode: BitwiseCopyable, Sendable, Equatable {
  /// Pixels.
  public var width: UInt32 = 0
  public var height: UInt32 = 0
  /// Bytes from one row to the next.
  public var stride: UInt32 = 0
  public var redShift: UInt8 = 16
  public var greenShift: UInt8 = 8
  public var blueShift: UInt8 = 0
  public var bitsPerPixel: UInt8 = 32
  /// Bytes of the mapping.
  public var length: UInt64 = 0
  public init() {}
}

/// A rectangle in pixels.
public struct DisplayRectangle: BitwiseCopyable, Sendable, Equatable {
  public var x: Int32
  public var y: Int32
  public var width: Int32
  public var height: Int32
  public init(x: Int32, y: Int32, width: Int32, height: Int32) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
