// How coverage and paint meet the pixels: all that the painter writes goes through here.

extension Painter {
  /// Blends one colour over whole pixels.
  func fillPixels(_ rect: PixelRect, _ color: Color) {
    let area = rect.intersection(state.clip)
    if area.isEmpty || color.alpha == 0 { return }
    let pixel = color.premultiplied
    if state.mask != nil {
      return forEachRow(area) { colors, _ in for index in 0..<area.width { colors[index] = pixel } }
    }
    if color.alpha == 255 { return buffer.fillRect(area, color) }
    for y in area.minY..<area.maxY {
      // SAFETY: the clip lies inside the buffer.
      unsafe PixelRow.over(color: pixel, buffer.row(y, from: area.minX), count: area.width)
    }
  }

  /// Blends a paint over whole pixels.
  func fillPixels(_ rect: PixelRect, _ paint: PreparedPaint) {
    if case .color(let color) = paint { return fillPixels(rect, color) }
    let area = rect.intersection(state.clip)
    forEachRow(area) { colors, y in paint.fill(&colors, count: area.width, x: area.minX, y: y) }
  }

  /// Blends rows of colours that `make` fills in over the pixels of `area`, which lies inside the clip.
  func forEachRow(_ area: PixelRect, opacity: UInt32 = 255, _ make: (_ colors: inout [UInt32], _ y: Int) -> Void) {
    if area.isEmpty { return }
    tools.withRow(area.width) { colors in
      for y in area.minY..<area.maxY {
        make(&colors, y)
        blend(&colors, count: area.width, x: area.minX, y: y, opacity: opacity)
      }
    }
  }

  /// Blends a row of premultiplied colours over pixels inside the clip, times its mask. (The colours may change.)
  private func blend(_ colors: inout [UInt32], count: Int, x: Int, y: Int, opacity: UInt32) {
    state.mask?.apply(to: &colors, count: count, x: x, y: y)
    // SAFETY: the clip lies inside the buffer; the row of colours is at least as wide.
    unsafe colors.withUnsafeMutableBufferPointer { input in
      guard let input = input.baseAddress else { return }
      let output = unsafe buffer.row(y, from: x)
      if opacity < 255 {
        unsafe PixelRow.over(input, output, count: count, opacity: opacity)
      } else {
        unsafe PixelRow.over(input, output, count: count)
      }
    }
  }

  /// Blends the pixels of `rect` of `source` over those from `target` on, inside the clip.
  func blit(_ source: PixelBuffer, _ rect: PixelRect, to target: PixelPoint, opacity: Double) {
    let (shiftX, shiftY) = (target.x - rect.x, target.y - rect.y)
    let area = rect.intersection(source.bounds).offset(x: shiftX, y: shiftY).intersection(state.clip)
    if state.mask == nil {
      return buffer.blendOver(
        from: source, area.offset(x: -shiftX, y: -shiftY), to: area.origin, opacity: opacity)
    }
    forEachRow(area, opacity: UInt32(Color.byte(opacity * 255))) { colors, y in
      for index in 0..<area.width { colors[index] = source[area.minX + index - shiftX, y - shiftY] }
    }
  }

  /// Fills what lies in the rasteriser, inside `area`.
  func fillOutline(_ paint: PreparedPaint, in area: PixelRect, rule: FillRule = .nonZero) {
    let area = area.intersection(state.clip)
    if area.isEmpty { return }
    if case .color(let color) = paint {
      let pixel = color.premultiplied
      if pixel == 0 { return }
      // SAFETY: sweep hands out rows inside of `area`, which lies inside the buffer, and readable bytes after each.
      return unsafe tools.rasterizer.sweep(clip: area, rule: rule) { x, y, coverage in
        guard let bytes = coverage.baseAddress else { return }
        unsafe mask(coverage, x: x, y: y)
        unsafe PixelRow.over(color: pixel, coverage: bytes, buffer.row(y, from: x), count: coverage.count)
      }
    }
    tools.withRow(area.width) { colors in
      // SAFETY: as above; a row of coverage is never wider than the area.
      unsafe tools.rasterizer.sweep(clip: area, rule: rule) { x, y, coverage in
        guard let bytes = coverage.baseAddress else { return }
        paint.fill(&colors, count: coverage.count, x: x, y: y)
        unsafe mask(coverage, x: x, y: y)
        unsafe colors.withUnsafeMutableBufferPointer { input in
          guard let input = input.baseAddress else { return }
          unsafe PixelRow.over(input, coverage: bytes, buffer.row(y, from: x), count: coverage.count)
        }
      }
    }
  }

  /// Multiplies coverage of pixels inside the clip by the clip's mask.
  @inline(__always) @unsafe func mask(_ coverage: UnsafeMutableBufferPointer<UInt8>, x: Int, y: Int) {
    guard let mask = state.mask else { return }
    let first = mask.start(x: x, y: y)
    for index in coverage.indices {
      // SAFETY: an index of the buffer; the mask covers the clip.
      let part = unsafe UInt32(coverage[index]) * UInt32(mask.share(at: first + index))
      unsafe coverage[index] = UInt8(truncatingIfNeeded: divide255(part))
    }
  }

  /// A paint in device pixels.
  func prepare(_ paint: Paint) -> PreparedPaint {
    switch paint {
    case .color(let color): .color(color)
    case .linearGradient(let gradient):
      .ramp(GradientRamp(GradientField(gradient, place(gradient.transform)), gradient.stops, gradient.spread))
    case .radialGradient(let gradient):
      .ramp(GradientRamp(GradientField(gradient, place(gradient.transform)), gradient.stops, gradient.spread))
    case .conicGradient(let gradient):
      .ramp(GradientRamp(GradientField(gradient, place(gradient.transform)), gradient.stops, .repeat))
    }
  }
}
