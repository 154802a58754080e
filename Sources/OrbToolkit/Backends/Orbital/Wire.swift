// Records of `orbital:` as bytes (System/Protocols/Orbital.swift): little-endian, written and read field by field.

import Graphics
import Protocols

enum Wire {
  static func bytes(_ values: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 4)
    for value in values {
      for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    return bytes
  }

  /// A `DisplayRectangle`.
  static func rectangle(x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
    bytes([x, y, width, height].map { UInt32(bitPattern: Int32(clamping: $0)) })
  }

  static func rectangles(_ rects: [PixelRect]) -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(rects.count * 16)
    for rect in rects { all += rectangle(x: rect.x, y: rect.y, width: rect.width, height: rect.height) }
    return all
  }

  /// A `WindowBuffer`.
  static func buffer(width: Int, height: Int, stride: Int, scale: Double) -> [UInt8] {
    bytes([UInt32(clamping: width), UInt32(clamping: height), UInt32(clamping: stride), UInt32(max(1, scale) * 256)])
  }

  static func uint32(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
    var value: UInt32 = 0
    for index in 0..<4 { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
    return value
  }

  static func int(_ bytes: [UInt8], at offset: Int) -> Int { Int(Int32(bitPattern: uint32(bytes, at: offset))) }

  static func uint16(_ bytes: [UInt8], at offset: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: uint32(bytes, at: offset & ~3) >> UInt32(8 * (offset & 3)))
  }

  /// Bytes of a `WindowEvent`.
  static let eventSize = 24

  /// The event at an offset; the caller has checked that it is whole.
  static func event(_ bytes: [UInt8], at offset: Int) -> (kind: UInt16, event: WindowEvent) {
    var event = WindowEvent(.key)
    event.kind = uint16(bytes, at: offset)
    event.modifiers = Modifiers(rawValue: uint16(bytes, at: offset + 2))
    event.code = uint16(bytes, at: offset + 4)
    event.state = uint16(bytes, at: offset + 6)
    event.a = Int32(bitPattern: uint32(bytes, at: offset + 8))
    event.b = Int32(bitPattern: uint32(bytes, at: offset + 12))
    return (event.kind, event)
  }
}
