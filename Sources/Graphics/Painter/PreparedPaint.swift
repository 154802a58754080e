// A paint made ready for the pixels of one painter.

enum PreparedPaint {
  case color(Color)
  case ramp(GradientRamp)
  case image(ImageSampler)

  /// The premultiplied colours of `count` device pixels of row `y`, from column `x`.
  func fill(_ row: inout [UInt32], count: Int, x: Int, y: Int) {
    switch self {
    case .color(let color):
      let pixel = color.premultiplied
      for index in 0..<min(count, row.count) { row[index] = pixel }
    case .ramp(let ramp): ramp.fill(&row, count: count, x: x, y: y)
    case .image(let image): image.fill(&row, count: count, x: x, y: y)
    }
  }
}
