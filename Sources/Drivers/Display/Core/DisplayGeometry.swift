// A boot framebuffer as a display: is its description sane, and what part of it does a flush mean.

import ABI
import Protocols

/// A framebuffer that can be shown as `display:0`.
public struct DisplayGeometry: Equatable, Sendable {
  public let mode: DisplayMode

  /// No screen is larger; keeps every product below in range.
  private static let limit: UInt32 = 16384

  /// From the boot loader's description; nil if there is no framebuffer, or one that this system does not draw to.
  public init?(_ description: FramebufferDescription) {
    guard description.width > 0, description.height > 0, description.width <= Self.limit,
      description.height <= Self.limit, description.bitsPerPixel == 32, description.stride % 4 == 0,
      description.stride >= description.width * 4, description.stride <= Self.limit * 8
    else { return nil }
    for shift in [description.redShift, description.greenShift, description.blueShift]
    where shift % 8 != 0 || shift > 24 { return nil }
    guard description.redShift != description.greenShift, description.greenShift != description.blueShift,
      description.redShift != description.blueShift
    else { return nil }
    var mode = DisplayMode()
    mode.width = description.width
    mode.height = description.height
    mode.stride = description.stride
    mode.redShift = description.redShift
    mode.greenShift = description.greenShift
    mode.blueShift = description.blueShift
    mode.bitsPerPixel = 32
    mode.length = UInt64(description.stride) * UInt64(description.height)
    self.mode = mode
  }

  /// The part of a rectangle that lies on the screen; nil if none does. Any numbers are fine.
  public func clipped(_ rectangle: DisplayRectangle) -> DisplayRectangle? {
    let left = max(Int64(rectangle.x), 0)
    let top = max(Int64(rectangle.y), 0)
    let right = min(Int64(rectangle.x) + Int64(rectangle.width), Int64(mode.width))
    let bottom = min(Int64(rectangle.y) + Int64(rectangle.height), Int64(mode.height))
    guard right > left, bottom > top else { return nil }
    return DisplayRectangle(
      x: Int32(clamping: left), y: Int32(clamping: top), width: Int32(clamping: right - left),
      height: Int32(clamping: bottom - top))
  }

  /// True if `length` bytes from `offset` may be mapped: inside the framebuffer, from a page boundary.
  public func canMap(offset: UInt64, length: UInt64) -> Bool {
    let pages = (mode.length + AddressSpace.pageSize - 1) / AddressSpace.pageSize * AddressSpace.pageSize
    return offset % AddressSpace.pageSize == 0 && length > 0 && length <= pages && offset <= pages - length
  }
}
