// Two images that stand for most: gradients with noise, and flat areas with sharp edges.

import Graphics

enum Samples {
  private static let width = 1280
  private static let height = 800

  /// Slow gradients with a little noise in every pixel.
  static func photo() -> Bitmap {
    let bitmap = Bitmap(width: width, height: height)
    var state: UInt32 = 1
    for y in 0..<height {
      for x in 0..<width {
        state = state &* 1_664_525 &+ 1_013_904_223
        func channel(_ base: Int, _ shift: UInt32) -> UInt8 {
          UInt8(clamping: base + Int(state >> shift & 7) - 4)
        }
        let color = Color(
          red: channel(x / 5, 8), green: channel(y / 4, 16), blue: channel((x + y) / 9, 24), alpha: 255)
        bitmap.buffer[x, y] = color.premultiplied
      }
    }
    return bitmap
  }

  /// A desktop of flat windows with rows of marks in them.
  static func screen() -> Bitmap {
    let bitmap = Bitmap(width: width, height: height)
    let buffer = bitmap.buffer
    buffer.fillRect(bitmap.bounds, pixel: 0xff30_5070)
    for window in 0..<8 {
      let frame = PixelRect(x: window * 137 % 900, y: window * 211 % 500, width: 360, height: 280)
      buffer.fillRect(frame, pixel: 0xfff4_f4f4)
      for line in 0..<16 {
        for mark in 0..<(40 - line * window % 17) {
          let mark = PixelRect(x: frame.x + 8 + mark * 8, y: frame.y + 8 + line * 16, width: 5 - mark % 3, height: 9)
          buffer.fillRect(mark, pixel: 0xff20_2020)
        }
      }
    }
    return bitmap
  }

  /// The pixels as they lie in memory: BGRA bytes.
  static func words(of bitmap: Bitmap) -> [UInt8] {
    (0..<(bitmap.width * bitmap.height)).flatMap { index in
      let pixel = bitmap.buffer[index % bitmap.width, index / bitmap.width]
      return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: pixel >> $0) }
    }
  }

  /// The pixels as RGBA bytes, each as the difference to the one on its left: what a PNG encoder compresses.
  static func bytes(of bitmap: Bitmap) -> [UInt8] {
    var bytes: [UInt8] = []
    for y in 0..<bitmap.height {
      var left = Color.clear
      for x in 0..<bitmap.width {
        let color = Color(premultiplied: bitmap.buffer[x, y])
        bytes.append(color.red &- left.red)
        bytes.append(color.green &- left.green)
        bytes.append(color.blue &- left.blue)
        bytes.append(color.alpha &- left.alpha)
        left = color
      }
    }
    return bytes
  }
}
