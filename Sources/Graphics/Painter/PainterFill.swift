// How coverage and paint meet the pixels: the only part of the painter that writes rows.

extension Painter {
  /// Blends one colour over whole pixels.
  func fillPixels(_ rect: PixelRect, _ color: Color) {
    let area = rect.intersection(state.clip)
    if area.isEmpty || color.alpha == 0 { return }
    if color.alpha == 255 { return buffer.fillRect(area, color) }
    let pixel = color.premultiplied
    for y in area.minY..<area.maxY {
      // SAFETY: the clip lies inside the buffer.
      unsafe PixelRow.over(color: pixel, buffer.row(y, from: area.minX), count: area.width)
    }
  }

  /// Blends a gradient over whole pixels.
  func fillPixels(_ rect: PixelRect, _ ramp: GradientRamp) {
    let area = rect.intersection(state.clip)
    if area.isEmpty { return }
    tools.withRow(area.width) { colors in
      for y in area.minY..<area.maxY {
        ramp.fill(&colors, count: area.width, x: area.minX, y: y)
        // SAFETY: the clip lies inside the buffer; the row of colours is at least as wide as the area.
        unsafe colors.withUnsafeMutableBufferPointer { input in
          guard let input = input.baseAddress else { return }
          let output = unsafe buffer.row(y, from: area.minX)
          if ramp.isOpaque {
            unsafe output.update(from: input, count: area.width)
          } else {
            unsafe PixelRow.over(input, output, count: area.width)
          }
        }
      }
    }
  }

  /// Fills what lies in the rasteriser, inside `area`.
  func fillOutline(_ paint: PreparedPaint, in area: PixelRect) {
    let area = area.intersection(state.clip)
    if area.isEmpty { return }
    switch paint {
    case .color(let color):
      let pixel = color.premultiplied
      if pixel == 0 { return }
      // SAFETY: sweep hands out rows inside of `area`, which lies inside the buffer, and readable bytes after each.
      unsafe tools.rasterizer.sweep(clip: area) { x, y, coverage in
        guard let bytes = coverage.baseAddress else { return }
        unsafe PixelRow.over(color: pixel, coverage: bytes, buffer.row(y, from: x), count: coverage.count)
      }
    case .ramp(let ramp):
      tools.withRow(area.width) { colors in
        // SAFETY: as above; a row of coverage is never wider than the area.
        unsafe tools.rasterizer.sweep(clip: area) { x, y, coverage in
          guard let bytes = coverage.baseAddress else { return }
          ramp.fill(&colors, count: coverage.count, x: x, y: y)
          unsafe colors.withUnsafeMutableBufferPointer { input in
            guard let input = input.baseAddress else { return }
            unsafe PixelRow.over(input, coverage: bytes, buffer.row(y, from: x), count: coverage.count)
          }
        }
      }
    }
  }

  /// A paint in device pixels.
  func prepare(_ paint: Paint) -> PreparedPaint {
    switch paint {
    case .color(let color): .color(color)
    case .linearGradient(let gradient):
      .ramp(GradientRamp(gradient, scale: scale, offset: state.offset))
    }
  }
}

/// A paint made ready for the pixels of one painter.
enum PreparedPaint {
  case color(Color)
  case ramp(GradientRamp)
}
