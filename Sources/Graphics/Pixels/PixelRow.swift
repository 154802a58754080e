// Blending of one row of premultiplied pixels: the innermost loops of the module.
//
// Two channels travel in one 32-bit word (0x00RR00BB and 0x00AA00GG), so a product with an alpha takes one
// multiplication for both; long rows go four pixels at a time (PixelQuad). Division by 255 is exact to rounding.

enum PixelRow {
  /// `pixel` times `factor` (0...255) over 255, every channel rounded to nearest.
  @inline(__always) static func scale(_ pixel: UInt32, by factor: UInt32) -> UInt32 {
    var redBlue = (pixel & 0x00FF_00FF) &* factor &+ 0x0080_0080
    redBlue = ((redBlue &+ ((redBlue &>> 8) & 0x00FF_00FF)) &>> 8) & 0x00FF_00FF
    var alphaGreen = ((pixel &>> 8) & 0x00FF_00FF) &* factor &+ 0x0080_0080
    alphaGreen = (alphaGreen &+ ((alphaGreen &>> 8) & 0x00FF_00FF)) & 0xFF00_FF00
    return redBlue | alphaGreen
  }

  /// `source` over `target`. A source that is not premultiplied (a channel above its alpha) wraps; it cannot trap.
  @inline(__always) static func over(_ source: UInt32, _ target: UInt32) -> UInt32 {
    source &+ scale(target, by: 255 &- (source &>> 24))
  }

  /// Sets `count` pixels. (The standard library's loop stores one at a time where code is made small.)
  @unsafe static func fill(_ output: UnsafeMutablePointer<UInt32>, count: Int, _ pixel: UInt32) {
    let quad = PixelQuad(repeating: pixel)
    var index = 0
    while index &+ 16 <= count {
      let place = unsafe output + index
      unsafe quad.store(place)
      unsafe quad.store(place + 4)
      unsafe quad.store(place + 8)
      unsafe quad.store(place + 12)
      index &+= 16
    }
    while index &+ 4 <= count {
      unsafe quad.store(output + index)
      index &+= 4
    }
    while index < count {
      unsafe output[index] = pixel
      index &+= 1
    }
  }

  /// Blends `count` pixels of `input` over `output`. Passes over four clear pixels, and copies four opaque ones.
  @unsafe static func over(
    _ input: UnsafeMutablePointer<UInt32>, _ output: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    if !PixelArithmetic.usesVectors { return unsafe PixelWord.over(input, output, count: count) }
    let opaque: UInt64 = 0xFF00_0000_FF00_0000
    var index = 0
    // SAFETY (of the whole file): callers promise `count` elements behind every pointer.
    while index &+ 4 <= count {
      let raw = unsafe UnsafeRawPointer(input + index)
      let first = unsafe raw.loadUnaligned(as: UInt64.self)
      let second = unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      if first & second & opaque == opaque {
        unsafe PixelQuad(input + index).store(output + index)
      } else if first | second != 0 {
        unsafe PixelQuad(input + index).over(PixelQuad(output + index)).store(output + index)
      }
      index &+= 4
    }
    while index < count {
      unsafe output[index] = over(input[index], output[index])
      index &+= 1
    }
  }

  /// The same with every source pixel times `opacity` (0...255) first.
  @unsafe static func over(
    _ input: UnsafeMutablePointer<UInt32>, _ output: UnsafeMutablePointer<UInt32>, count: Int, opacity: UInt32
  ) {
    if !PixelArithmetic.usesVectors { return unsafe PixelWord.over(input, output, count: count, opacity: opacity) }
    var index = 0
    while index &+ 4 <= count {
      unsafe PixelQuad(input + index).scaled(by: opacity).over(PixelQuad(output + index)).store(output + index)
      index &+= 4
    }
    while index < count {
      unsafe output[index] = over(scale(input[index], by: opacity), output[index])
      index &+= 1
    }
  }

  /// Blends one colour over `count` pixels.
  @unsafe static func over(color: UInt32, _ output: UnsafeMutablePointer<UInt32>, count: Int) {
    let rest = 255 &- (color &>> 24)
    if rest == 0 { return unsafe fill(output, count: count, color) }
    if !PixelArithmetic.usesVectors { return unsafe PixelWord.over(color: color, output, count: count) }
    let quad = PixelQuad(repeating: color)
    var index = 0
    while index &+ 4 <= count {
      unsafe quad.over(PixelQuad(output + index)).store(output + index)
      index &+= 4
    }
    while index < count {
      unsafe output[index] = color &+ scale(output[index], by: rest)
      index &+= 1
    }
  }

  /// Blends one colour over `count` pixels, times the coverage of each. Looks at coverage eight pixels at a time, to
  /// pass over what is empty and to fill what is full. Up to seven bytes past `count` are read, so they must exist.
  @unsafe static func over(
    color: UInt32, coverage: UnsafeMutablePointer<UInt8>, _ output: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    var index = 0
    while index < count {
      let eight = unsafe UnsafeRawPointer(coverage + index).loadUnaligned(as: UInt64.self)
      let end = min(index &+ 8, count)
      if eight == .max {
        unsafe over(color: color, output + index, count: end &- index)
      } else if eight != 0 {
        for place in index..<end {
          let source = unsafe scale(color, by: UInt32(coverage[place]))
          unsafe output[place] = over(source, output[place])
        }
      }
      index = end
    }
  }

  /// Blends a row of premultiplied pixels over `count` pixels, times the coverage of each.
  @unsafe static func over(
    _ input: UnsafeMutablePointer<UInt32>, coverage: UnsafeMutablePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    for place in 0..<count {
      let part = unsafe UInt32(coverage[place])
      if part == 0 { continue }
      let source = unsafe part == 255 ? input[place] : scale(input[place], by: part)
      unsafe output[place] = over(source, output[place])
    }
  }

  /// Blends a colour over `count` pixels, times the share that a table of 256 gives for the coverage of each.
  @inline(__always) @unsafe static func text(
    color: UInt32, shares: UnsafePointer<UInt8>, coverage: UnsafeMutablePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt32>, count: Int
  ) {
    for place in 0..<count {
      let part = unsafe coverage[place]
      if part == 0 { continue }
      let source = unsafe scale(color, by: UInt32(shares[Int(part)]))
      unsafe output[place] = over(source, output[place])
    }
  }
}
