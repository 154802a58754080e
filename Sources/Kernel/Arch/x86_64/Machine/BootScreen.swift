// The kernel's words on the framebuffer: why it cannot start, or a panic. Everything else on the screen is the
// programs'.
//
// Letters of 5 by 7 dots, capitals only, drawn three pixels a dot on large screens: enough to be read, and to fit in
// here.

import ABI
import KernelCore
import KernelEntry

/// A teletype on the boot framebuffer.
struct BootScreen {
  /// Rows from the top, five bits each, the leftmost dot highest: ASCII 32 to 95.
  private static let glyphs: InlineArray<64, UInt64> = [
    0x000000000, 0x108421004, 0x294a00000, 0x295f57d4a, 0x11f4717c4, 0x632222263,
    0x32544564d, 0x108800000, 0x088842082, 0x208210888, 0x009575480, 0x0084f9080,
    0x000003088, 0x0000f8000, 0x00000018c, 0x042222210, 0x3a33ae62e, 0x11842108e,
    0x3a213221f, 0x78217043e, 0x08ca97c42, 0x7e1e0862e, 0x1910f462e, 0x7c2222108,
    0x3a317462e, 0x3a317844c, 0x018c03180, 0x018c03088, 0x088882082, 0x001f07c00,
    0x208208888, 0x3a2111004, 0x3a216d6ae, 0x11518fe31, 0x7a31f463e, 0x3a308422e,
    0x72518c65c, 0x7e10f421f, 0x7e10f4210, 0x3a30bc62f, 0x4631fc631, 0x38842108e,
    0x1c4210a4c, 0x4654c5251, 0x42108421f, 0x4775ac631, 0x47359c631, 0x3a318c62e,
    0x7a31f4210, 0x3a318d64d, 0x7a31f5251, 0x3e107043e, 0x7c8421084, 0x46318c62e,
    0x46318c544, 0x4631ad771, 0x462a22a31, 0x462a21084, 0x7c222221f, 0x7e318c63f,
    0x7e318c63f, 0x7e318c63f, 0x7e318c63f, 0x00000001f,
  ]
  private static let columns: UInt32 = 6
  private static let rows: UInt32 = 9
  private static let paper: UInt32 = 0
  private static let ink: UInt32 = 0xffff_ffff

  private let framebuffer: FramebufferDescription
  /// Pixels a dot.
  private var scale: UInt32
  private var column: UInt32 = 0
  private var row: UInt32 = 0

  /// - Parameter framebuffer: one that the window on physical memory shows.
  init(_ framebuffer: FramebufferDescription) {
    self.framebuffer = framebuffer
    scale = framebuffer.width >= 1024 ? 2 : 1
  }

  /// Starts anew at the top, with letters of which a whole report fits on the screen.
  mutating func becomeSmall() {
    scale = framebuffer.width >= 2560 ? 2 : 1
    column = 0
    row = 0
  }

  mutating func put(_ byte: UInt8) {
    let lines = framebuffer.height / (Self.rows * scale)
    guard byte != UInt8(ascii: "\n"), (column + 1) * Self.columns * scale <= framebuffer.width else {
      column = 0
      row = row + 1 < lines ? row + 1 : 0
      if byte != UInt8(ascii: "\n") { put(byte) }
      return
    }
    if column == 0 { clearLine() }
    draw(Self.glyph(byte))
    column += 1
  }

  private static func glyph(_ byte: UInt8) -> UInt64 {
    let capital = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte
    return capital >= 32 && capital < 96 ? glyphs[Int(capital) - 32] : glyphs[Int(UInt8(ascii: "?")) - 32]
  }

  private func clearLine() {
    for y in 0..<(Self.rows * scale) {
      for x in 0..<framebuffer.width { set(x, row * Self.rows * scale + y, Self.paper) }
    }
  }

  private func draw(_ glyph: UInt64) {
    for y in 0..<(7 * scale) {
      for x in 0..<(5 * scale) {
        let bit = UInt64((6 - y / scale) * 5 + 4 - x / scale)
        if glyph >> bit & 1 != 0 {
          set(column * Self.columns * scale + x, (row * Self.rows + 1) * scale + y, Self.ink)
        }
      }
    }
  }

  private func set(_ x: UInt32, _ y: UInt32, _ pixel: UInt32) {
    guard x < framebuffer.width, y < framebuffer.height else { return }
    let offset = UInt64(y) * UInt64(framebuffer.stride) + UInt64(x) * 4
    cpu_store32(apus_physical_window() + framebuffer.address + offset, pixel)
  }
}
