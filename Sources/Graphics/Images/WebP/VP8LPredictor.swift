// VP8L's predictions: each pixel as the difference, channel by channel, to one made from its neighbours.
//
// The first row is predicted from the left, the first column from above. Right of the last column stands the first
// pixel of the next row: the neighbours are places in one long line. Spec: RFC 9649 section 3.5.1.

enum VP8LPredictor {
  private static let black: UInt32 = 0xff00_0000

  /// Undoes the predictions; `kinds` has one for each square of 2^`bits` pixels.
  static func undo(
    _ pixels: inout MutableSpan<UInt32>, width: Int, height: Int, _ kinds: VP8LPixels, _ bits: Int
  ) {
    pixels[0] = sum(pixels[0], black)
    for x in 1..<max(1, width) { pixels[x] = sum(pixels[x], pixels[x - 1]) }
    for y in 1..<max(1, height) {
      let start = y * width
      let row = (y >> bits) * kinds.width
      pixels[start] = sum(pixels[start], pixels[start - width])
      var x = 1
      while x < width {
        let end = min(width, (x >> bits + 1) << bits)
        undo(&pixels, (start + x)..<(start + end), width, kind: kinds.pixels[row + x >> bits] >> 8 & 15)
        x = end
      }
    }
  }

  /// Undoes one kind of prediction for a part of a row.
  private static func undo(
    _ pixels: inout MutableSpan<UInt32>, _ places: Range<Int>, _ width: Int, kind: UInt32
  ) {
    for place in places {
      let left = pixels[place - 1]
      let top = pixels[place - width]
      let topLeft = pixels[place - width - 1]
      let topRight = pixels[place - width + 1]
      let prediction =
        switch kind {
        case 1: left
        case 2: top
        case 3: topRight
        case 4: topLeft
        case 5: average(average(left, topRight), top)
        case 6: average(left, topLeft)
        case 7: average(left, top)
        case 8: average(topLeft, top)
        case 9: average(top, topRight)
        case 10: average(average(left, topLeft), average(top, topRight))
        case 11: nearer(left, top, topLeft)
        case 12: channels { clamp(channel(left, $0) &+ channel(top, $0) &- channel(topLeft, $0)) }
        case 13:
          channels {
            let middle = channel(average(left, top), $0)
            return clamp(middle &+ (middle &- channel(topLeft, $0)) / 2)
          }
        default: black
        }
      pixels[place] = sum(pixels[place], prediction)
    }
  }

  /// The sum of all channels, each of which wraps.
  @inline(__always) static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let alphaGreen = a & 0xff00_ff00 &+ b & 0xff00_ff00
    let redBlue = a & 0x00ff_00ff &+ b & 0x00ff_00ff
    return alphaGreen & 0xff00_ff00 | redBlue & 0x00ff_00ff
  }

  /// The mean of all channels, rounded down.
  @inline(__always) private static func average(_ a: UInt32, _ b: UInt32) -> UInt32 {
    ((a ^ b) & 0xfefe_fefe) &>> 1 &+ (a & b)
  }

  /// Of left and top the one that is nearer to left + top - top left, the channels' distances taken together.
  @inline(__always) private static func nearer(_ left: UInt32, _ top: UInt32, _ topLeft: UInt32) -> UInt32 {
    var (toLeft, toTop): (Int32, Int32) = (0, 0)
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      toLeft &+= abs(channel(top, shift) &- channel(topLeft, shift))
      toTop &+= abs(channel(left, shift) &- channel(topLeft, shift))
    }
    return toLeft < toTop ? left : top
  }

  @inline(__always) private static func channel(_ pixel: UInt32, _ shift: UInt32) -> Int32 {
    Int32(truncatingIfNeeded: pixel &>> shift & 0xff)
  }

  @inline(__always) private static func clamp(_ value: Int32) -> UInt32 { UInt32(UInt8(clamping: value)) }

  /// A pixel made channel by channel.
  @inline(__always) private static func channels(_ make: (UInt32) -> UInt32) -> UInt32 {
    make(24) &<< 24 | make(16) &<< 16 | make(8) &<< 8 | make(0)
  }
}
