// FreeType as the reference: outlines to coverage without hinting, advances, kerning, variable fonts.

import CFreeType
import Testing

/// One font opened with FreeType, its memory kept alive.
@safe final class FreeTypeFace {
  private var library: FT_Library?
  private var face: FT_Face?
  private let memory: UnsafeMutablePointer<UInt8>

  struct Failure: Error { let code: Int }

  /// SAFETY (of the whole class): FreeType is handed a copy of the bytes that lives as long as this object; both of its
  /// objects are closed before the copy is freed; its bitmaps are copied out at once.
  init(_ bytes: [UInt8]) throws {
    unsafe memory = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    unsafe memory.initialize(from: bytes, count: bytes.count)
    let opened = unsafe FT_Init_FreeType(&library)
    if opened != 0 { throw Failure(code: Int(opened)) }
    let code = unsafe FT_New_Memory_Face(library, memory, bytes.count, 0, &face)
    if code != 0 { throw Failure(code: Int(code)) }
  }

  deinit {
    unsafe FT_Done_Face(face)
    unsafe FT_Done_FreeType(library)
    unsafe memory.deallocate()
  }

  /// Sets all axes, in the file's order.
  func setAxes(_ values: [Double]) {
    var fixed = values.map { FT_Fixed($0 * 65536) }
    #expect(unsafe FT_Set_Var_Design_Coordinates(face, FT_UInt(fixed.count), &fixed) == 0)
  }

  func glyph(_ scalar: Unicode.Scalar) -> Int { unsafe Int(FT_Get_Char_Index(face, FT_ULong(scalar.value))) }

  /// In font units.
  func advance(_ glyph: Int) -> Int {
    var advance: FT_Fixed = -1
    #expect(unsafe FT_Get_Advance(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_SCALE), &advance) == 0)
    return Int(advance)
  }

  /// In font units, from the `kern` table.
  func kerning(_ left: Int, _ right: Int) -> Int {
    var delta = FT_Vector()
    let mode = FT_UInt(FT_KERNING_UNSCALED.rawValue)
    #expect(unsafe FT_Get_Kerning(face, FT_UInt(left), FT_UInt(right), mode, &delta) == 0)
    return Int(delta.x)
  }

  struct Picture: Equatable {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    var coverage: [UInt8]

    /// The coverage at a position relative to the baseline's origin, y downwards.
    func at(_ x: Int, _ y: Int) -> Int {
      let column = x - left
      let row = y - top
      guard column >= 0, column < width, row >= 0, row < height else { return 0 }
      return Int(coverage[row * width + column])
    }
  }

  /// Coverage at an em of `size` pixels, without hinting.
  func picture(_ glyph: Int, size: Double) -> Picture? {
    guard unsafe FT_Set_Char_Size(face, 0, FT_F26Dot6(size * 64), 72, 72) == 0,
      unsafe FT_Load_Glyph(face, FT_UInt(glyph), FT_Int32(FT_LOAD_NO_HINTING)) == 0,
      let slot = unsafe face?.pointee.glyph
    else { return nil }
    // Without this mark FreeType renders overlapping outlines by sixteen times as many samples, and less exactly.
    unsafe slot.pointee.outline.flags &= ~Int32(FT_OUTLINE_OVERLAP)
    guard unsafe FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0 else { return nil }
    let bitmap = unsafe slot.pointee.bitmap
    let width = unsafe Int(bitmap.width)
    let height = unsafe Int(bitmap.rows)
    var coverage: [UInt8] = []
    for row in 0..<height {
      for column in 0..<width {
        if let buffer = unsafe bitmap.buffer { unsafe coverage.append(buffer[row * Int(bitmap.pitch) + column]) }
      }
    }
    return unsafe Picture(
      left: Int(slot.pointee.bitmap_left), top: -Int(slot.pointee.bitmap_top), width: width, height: height,
      coverage: coverage)
  }
}
