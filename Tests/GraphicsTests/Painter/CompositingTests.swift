// The laws of blending, and that no rectangle reaches outside.

import Testing

@testable import Graphics

@Suite struct CompositingTests {
  private static func channels(_ pixel: UInt32) -> [Int] { [24, 16, 8, 0].map { Int(pixel >> UInt32($0)) & 255 } }

  private static func premultiplied(_ generator: inout SystemRandomNumberGenerator) -> UInt32 {
    Color(UInt32.random(in: 0...0xFFFFFF, using: &generator), alpha: Double.random(in: 0...1, using: &generator))
      .premultiplied
  }

  @Test func opaqueReplacesAndClearLeavesAlone() {
    for target: UInt32 in [0, 0xFF12_3456, 0x8040_2010] {
      #expect(PixelRow.over(0xFFAB_CDEF, target) == 0xFFAB_CDEF)
      #expect(PixelRow.over(0, target) == target)
      #expect(PixelRow.scale(target, by: 255) == target)
      #expect(PixelRow.scale(target, by: 0) == 0)
    }
  }

  @Test func everyChannelIsRoundedToNearest() {
    for value: UInt32 in 0...255 {
      for factor: UInt32 in 0...255 {
        let exact = (Double(value) * Double(factor) / 255).rounded()
        #expect(PixelRow.scale(value * 0x0101_0101, by: factor) == UInt32(exact) * 0x0101_0101)
      }
    }
  }

  @Test func overIsAssociativeWithinRounding() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let (a, b, c) = (
        Self.premultiplied(&generator), Self.premultiplied(&generator), Self.premultiplied(&generator)
      )
      let left = PixelRow.over(PixelRow.over(a, b), c)
      let right = PixelRow.over(a, PixelRow.over(b, c))
      for (one, other) in zip(Self.channels(left), Self.channels(right)) { #expect(abs(one - other) <= 2) }
    }
  }

  @Test func blendingRowsIsBlendingPixels() {
    var generator = SystemRandomNumberGenerator()
    for width in [1, 2, 3, 7, 8, 9, 31, 64, 100] {
      let (source, target, before) = (
        Bitmap(width: width, height: 2), Bitmap(width: width, height: 2), Bitmap(width: width, height: 2)
      )
      for y in 0..<2 {
        for x in 0..<width {
          source.buffer[x, y] = Self.premultiplied(&generator)
          before.buffer[x, y] = Self.premultiplied(&generator)
        }
      }
      target.buffer.blitOpaque(from: before.buffer, before.bounds, to: .zero)
      target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero)
      for y in 0..<2 {
        for x in 0..<width {
          #expect(target.buffer[x, y] == PixelRow.over(source.buffer[x, y], before.buffer[x, y]))
        }
      }
    }
  }

  @Test func vectorAndOrdinaryArithmeticGiveTheSamePixels() {
    var generator = SystemRandomNumberGenerator()
    let (source, before) = (Bitmap(width: 37, height: 200), Bitmap(width: 37, height: 200))
    for y in 0..<200 {
      for x in 0..<37 {
        // Every third row is opaque or clear here and there, for the ways around the arithmetic.
        let isPlain = y % 3 == 0 && x % 5 < 4
        let plain: UInt32 = x % 2 == 0 ? 0xFF12_3456 : 0
        source.buffer[x, y] = isPlain ? plain : Self.premultiplied(&generator)
        before.buffer[x, y] = Self.premultiplied(&generator)
      }
    }
    func blend(_ opacity: Double) -> Bitmap {
      let target = Bitmap(width: 37, height: 200)
      target.buffer.blitOpaque(from: before.buffer, before.bounds, to: .zero)
      target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero, opacity: opacity)
      Painter(target.buffer).fill(Rect(x: 1, y: 1, width: 30, height: 150), Color(0x3366CC, alpha: 0.3))
      return target
    }
    for opacity in [1, 0.4] {
      let vectors = blend(opacity)
      PixelArithmetic.usesVectors = false
      let words = blend(opacity)
      PixelArithmetic.usesVectors = true
      for y in 0..<200 { for x in 0..<37 { #expect(vectors.buffer[x, y] == words.buffer[x, y]) } }
    }
  }

  @Test func copyWithinOneBufferMayOverlap() {
    for (shiftX, shiftY) in [(3, 0), (-3, 0), (0, 2), (0, -2), (1, 1), (-2, -1)] {
      let bitmap = Bitmap(width: 16, height: 12)
      for y in 0..<12 { for x in 0..<16 { bitmap.buffer[x, y] = UInt32(y * 16 + x) } }
      let area = PixelRect(x: 4, y: 4, width: 8, height: 5)
      bitmap.buffer.blitOpaque(from: bitmap.buffer, area, to: PixelPoint(x: 4 + shiftX, y: 4 + shiftY))
      for y in 4..<9 {
        for x in 4..<12 { #expect(bitmap.buffer[x + shiftX, y + shiftY] == UInt32(y * 16 + x)) }
      }
    }
  }

  @Test func rectanglesOutsideAreCutOff() {
    let source = Bitmap(width: 10, height: 10)
    source.buffer.fillRect(source.bounds, .white)
    let target = Bitmap(width: 8, height: 8)
    let wild = [Int.min, -1000, -3, 0, 5, 1000, Int.max]
    for x in wild {
      for y in wild {
        let rect = PixelRect(x: x, y: y, width: 7, height: Int.max)
        target.buffer.fillRect(rect, .black)
        target.buffer.blitOpaque(from: source.buffer, rect, to: PixelPoint(x: y, y: x))
        target.buffer.blendOver(from: source.buffer, rect, to: PixelPoint(x: x, y: y), opacity: 0.5)
      }
    }
    #expect(target.buffer[0, 0] != 0)
  }

  @Test func opacityScalesTheSource() {
    let source = Bitmap(width: 1, height: 1)
    source.buffer[0, 0] = 0xFFFF_FFFF
    let target = Bitmap(width: 1, height: 1)
    target.buffer[0, 0] = 0xFF00_0000
    target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero, opacity: 0.5)
    #expect(target.buffer[0, 0] == 0xFF80_8080)
    target.buffer.blendOver(from: source.buffer, source.bounds, to: .zero, opacity: 0)
    #expect(target.buffer[0, 0] == 0xFF80_8080)
  }

  @Test func impossibleBitmapsAreEmpty() {
    for (width, height) in [(0, 5), (-1, 5), (Int.max, 2), (1 << 20, 1 << 20), (1 << 40, 1 << 40)] {
      let bitmap = Bitmap(width: width, height: height)
      #expect(bitmap.size == .zero)
      #expect(bitmap.buffer[0, 0] == 0)
    }
  }

  @Test func aBufferKeepsItsBitmapAlive() {
    var bitmap: Bitmap? = Bitmap(width: 4, height: 4)
    let buffer = bitmap?.buffer
    bitmap = nil
    buffer?[1, 1] = 7
    #expect(buffer?[1, 1] == 7)
  }
}
