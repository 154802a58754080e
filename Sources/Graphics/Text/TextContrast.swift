// Which share of the text colour a partly covered pixel gets.
//
// Blending in sRGB makes light text on dark look thinner than the same text in dark on light. What would be right is a
// mix in linear light; but all of it makes dark text look thin at small sizes. So coverage is bent by a gamma between
// the two, as if the background were the opposite of the text, and dark text gets some contrast back. The bending
// depends on the brightness of the text only, in sixteen steps.

struct TextContrast {
  private static let levels = 16
  private static let gamma = 1.3
  private static let contrast = 0.5

  /// For each brightness a table of 256 shares, made when it is first needed.
  private var tables: [[UInt8]] = [[UInt8]](repeating: [], count: TextContrast.levels)

  /// The shares for text of that colour, by coverage.
  mutating func table(_ color: Color) -> [UInt8] {
    // Perceived brightness, near enough to choose a step.
    let brightness = (Int(color.red) * 54 + Int(color.green) * 183 + Int(color.blue) * 19) >> 8
    let level = min(brightness * TextContrast.levels / 256, TextContrast.levels - 1)
    if tables[level].isEmpty { tables[level] = TextContrast.make(Double(level) / Double(TextContrast.levels - 1)) }
    return tables[level]
  }

  private static func make(_ text: Double) -> [UInt8] {
    let background = 1 - text
    let textLight = Mathematics.power(text, gamma)
    let backgroundLight = Mathematics.power(background, gamma)
    let boost = contrast * (1 - text)
    return (0...255).map { step in
      let raw = Double(step) / 255
      var share = raw
      // In the middle there is no opposite, and nothing to bend.
      if (text - background).magnitude > 0.1 {
        let mixed = Mathematics.power(raw * textLight + (1 - raw) * backgroundLight, 1 / gamma)
        share = (mixed - background) / (text - background)
      }
      share += (1 - share) * boost * share
      return Color.byte(share * 255)
    }
  }
}
