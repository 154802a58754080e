// One colour: straight (not premultiplied) red, green, blue and alpha of 8 bits, in sRGB.
//
// Pixels are premultiplied 0xAARRGGBB words; `premultiplied` makes one. Contrast follows WCAG 2.2, section 1.4.3.

/// A colour in sRGB with straight alpha.
public struct Color: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  public var alpha: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// From 0xRRGGBB, with an alpha of 0 (clear) to 1 (opaque); others are clamped.
  public init(_ rgb: UInt32, alpha: Double = 1) {
    self.init(
      red: UInt8(truncatingIfNeeded: rgb >> 16), green: UInt8(truncatingIfNeeded: rgb >> 8),
      blue: UInt8(truncatingIfNeeded: rgb), alpha: Color.byte(alpha * 255))
  }

  public static let clear = Color(0x000000, alpha: 0)
  public static let black = Color(0x000000)
  public static let white = Color(0xFFFFFF)

  /// The pixel word: premultiplied 0xAARRGGBB.
  public var premultiplied: UInt32 {
    let a = UInt32(alpha)
    return a << 24 | divide255(UInt32(red) * a) << 16 | divide255(UInt32(green) * a) << 8
      | divide255(UInt32(blue) * a)
  }

  /// The colour of a premultiplied pixel word (what a screenshot or an image writer needs).
  public init(premultiplied pixel: UInt32) {
    let a = pixel >> 24
    guard a > 0 else {
      self = .clear
      return
    }
    func straight(_ channel: UInt32) -> UInt8 { UInt8(min(255, ((channel & 255) * 255 + a / 2) / a)) }
    self.init(
      red: straight(pixel >> 16), green: straight(pixel >> 8), blue: straight(pixel), alpha: UInt8(a & 255))
  }

  /// The same colour with another alpha, 0...1.
  public func withAlpha(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: Color.byte(alpha * 255))
  }

  /// The same colour, its alpha times `factor` (0...1).
  public func multiplyingAlpha(_ factor: Double) -> Color { withAlpha(Double(alpha) / 255 * factor) }

  /// From this colour (0) to the other (1), channel by channel.
  public func mix(_ other: Color, _ fraction: Double) -> Color {
    func part(_ from: UInt8, _ to: UInt8) -> UInt8 {
      Color.byte(Double(from) + (Double(to) - Double(from)) * min(max(fraction, 0), 1))
    }
    return Color(
      red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue),
      alpha: part(alpha, other.alpha))
  }

  /// Relative luminance (WCAG 2.2), 0 for black to 1 for white; alpha does not count.
  public var luminance: Double {
    0.2126 * Color.linear(red) + 0.7152 * Color.linear(green) + 0.0722 * Color.linear(blue)
  }

  /// Contrast ratio (WCAG 2.2) of two opaque colours, 1...21.
  public func contrast(with other: Color) -> Double {
    let mine = luminance
    let theirs = other.luminance
    return (max(mine, theirs) + 0.05) / (min(mine, theirs) + 0.05)
  }

  /// A channel of sRGB as linear light, 0...1 (IEC 61966-2-1).
  static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : Mathematics.power((value + 0.055) / 1.055, 2.4)
  }

  static func byte(_ value: Double) -> UInt8 { UInt8(min(max(roundInteger(value), 0), 255)) }
}
