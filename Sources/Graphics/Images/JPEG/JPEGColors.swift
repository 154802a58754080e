// From the components of a JPEG image to opaque pixels: gray, YCbCr, RGB, CMYK and YCCK.
//
// Which of them it is, nobody says outright: the segments of JFIF and Adobe, and the components' numbers, hint at it.
// Adobe's programs store inks inverted. Spec: JFIF 1.02, Adobe TN 5116; factors with 16 bits, rounded as libjpeg does.

struct JPEGColors {
  private enum Model { case gray, yellow, rgb, inks, yellowInks }

  private let model: Model
  /// What ink samples are combined with, so that 255 means no ink.
  private let inkMask: UInt8

  init(_ frame: JPEGFrame, isJFIF: Bool, adobeTransform: Int?) {
    let ids = frame.components.map { $0.id }
    switch frame.components.count {
    case 1: model = .gray
    case 3:
      let isPlain = adobeTransform.map { $0 == 0 } ?? (ids[0] == 0x52 && ids[1] == 0x47 && ids[2] == 0x42)
      model = isPlain && !isJFIF ? .rgb : .yellow
    default: model = adobeTransform == 2 ? .yellowInks : .inks
    }
    inkMask = adobeTransform == nil ? 0xff : 0
  }

  /// Converts a row, whose components lie in `lines`, `length` samples each.
  func convert(_ lines: Span<UInt8>, _ length: Int, _ output: inout MutableSpan<UInt32>) {
    let count = output.count
    let first = lines.extracting(0..<count)
    if model == .gray {
      for x in 0..<count { output[x] = 0xff00_0000 | UInt32(first[x]) &* 0x01_0101 }
      return
    }
    let second = lines.extracting(length..<(length + count))
    let third = lines.extracting((2 * length)..<(2 * length + count))
    switch model {
    case .gray: break
    case .rgb, .inks:
      for x in 0..<count { output[x] = Self.word(first[x], second[x], third[x]) }
    case .yellow, .yellowInks:
      for x in 0..<count { output[x] = Self.color(first[x], second[x], third[x]) }
    }
    if model == .inks || model == .yellowInks {
      let inks = lines.extracting((3 * length)..<(3 * length + count))
      for x in 0..<count { output[x] = printed(output[x], inks[x]) }
    }
  }

  @inline(__always) private static func word(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt32 {
    0xff00_0000 | UInt32(red) &<< 16 | UInt32(green) &<< 8 | UInt32(blue)
  }

  @inline(__always) private static func color(_ luma: UInt8, _ blueness: UInt8, _ redness: UInt8) -> UInt32 {
    let y = Int32(luma)
    let b = Int32(blueness) &- 128
    let r = Int32(redness) &- 128
    return word(
      UInt8(clamping: y &+ (91_881 &* r &+ 32_768) &>> 16),
      UInt8(clamping: y &+ (32_768 &- 22_554 &* b &- 46_802 &* r) &>> 16),
      UInt8(clamping: y &+ (116_130 &* b &+ 32_768) &>> 16))
  }

  /// Cyan, magenta and yellow in the places of red, green and blue, and black.
  private func printed(_ colors: UInt32, _ black: UInt8) -> UInt32 {
    // The conversion of YCCK gives what is stored inverted.
    let mask = model == .yellowInks ? 0xff_ffff : UInt32(inkMask) &* 0x01_0101
    return 0xff00_0000 | PixelRow.scale((colors ^ mask) & 0xff_ffff, by: UInt32(black ^ inkMask))
  }
}
