// The display: its mapped pixels, and what has to be told to its driver.
//
// The mapping outlives the driver, so a driver that dies costs nothing; its successor is mapped anew.

import ABI
import Graphics
import Protocols
import SchemeServer
import System

/// One mapped display.
@safe final class DisplayConnection {
  let mode: DisplayMode
  /// Hangs up when the driver dies.
  let handle: Handle
  private let memory: MappedMemory
  /// For displays whose pixels are not 0x00RRGGBB words: drawn here first.
  private let converted: Bitmap?
  private var flushed: [UInt8] = []

  /// A screen larger than this in either direction is a mistake.
  private static let limit: UInt32 = 16384

  init() throws(Errno) {
    handle = try Handle.open("display:0", [.read, .write])
    let answer = try handle.call(DisplayOperation.mode.rawValue, capacity: MemoryLayout<DisplayMode>.size)
    mode = try answer.output.span.record(DisplayMode.self)
    guard mode.width > 0, mode.height > 0, mode.width <= Self.limit, mode.height <= Self.limit,
      mode.bitsPerPixel == 32, mode.stride % 4 == 0, mode.stride >= mode.width * 4,
      mode.length >= UInt64(mode.stride) * UInt64(mode.height), mode.length <= UInt64(Bitmap.limit) * 4
    else { throw .noSuchDevice }
    memory = try MappedMemory(handle.raw, length: Int(mode.length), writable: true)
    let isNative = mode.redShift == 16 && mode.greenShift == 8 && mode.blueShift == 0
    converted = isNative ? nil : Bitmap(width: Int(mode.width), height: Int(mode.height))
  }

  var width: Int { Int(mode.width) }
  var height: Int { Int(mode.height) }

  /// The screen itself.
  private var pixels: PixelBuffer {
    // SAFETY: the mapping is `length` ≥ stride × height bytes (checked above), page-aligned, and lives as long as this
    // object; a PixelBuffer of it never leaves the caller's frame.
    unsafe PixelBuffer(
      base: memory.base.assumingMemoryBound(to: UInt32.self), width: width, height: height, stride: Int(mode.stride) / 4
    )
  }

  /// Where to draw; every rectangle has to be handed to `finish` afterwards.
  var target: PixelBuffer { converted?.buffer ?? pixels }

  /// This part of `target` was drawn.
  func finish(_ rect: PixelRect) {
    if let source = converted?.buffer { convert(rect, source) }
    let record = DisplayRectangle(
      x: Int32(clamping: rect.x), y: Int32(clamping: rect.y), width: Int32(clamping: rect.width),
      height: Int32(clamping: rect.height))
    flushed.append(contentsOf: recordBytes(record))
  }

  /// Tells the driver about all that was finished.
  func flush() {
    guard !flushed.isEmpty else { return }
    _ = try? handle.call(DisplayOperation.flush.rawValue, flushed)
    flushed.removeAll(keepingCapacity: true)
  }

  private func convert(_ rect: PixelRect, _ source: PixelBuffer) {
    let target = pixels
    for y in rect.minY..<rect.maxY {
      for x in rect.minX..<rect.maxX {
        let pixel = source[x, y]
        target[x, y] =
          (pixel >> 16 & 255) << UInt32(mode.redShift) | (pixel >> 8 & 255) << UInt32(mode.greenShift)
          | (pixel & 255) << UInt32(mode.blueShift)
      }
    }
  }
}
