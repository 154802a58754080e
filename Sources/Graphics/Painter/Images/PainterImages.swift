// Pictures: pixels (one to one, or scaled) and vector icons.

extension Painter {
  /// Draws pixels one to one in device pixels, blended over, their top left corner at `point`. (A turned painter turns
  /// and scales them like everything else.)
  public func draw(_ source: PixelBuffer, at point: Point, opacity: Double = 1) {
    if state.turn != nil {
      let size = Size(width: Double(source.width), height: Double(source.height))
      return drawTurned(source, in: Rect(origin: point, size: size), radii: .zero, opacity: opacity)
    }
    let origin = device(point)
    blit(
      source, source.bounds, to: PixelPoint(x: roundInteger(origin.x), y: roundInteger(origin.y)), opacity: opacity)
  }

  public func draw(_ bitmap: Bitmap, at point: Point, opacity: Double = 1) {
    draw(bitmap.buffer, at: point, opacity: opacity)
  }

  /// Draws pixels scaled to `rect` (snapped to device pixels): averaged when they become smaller, bilinear when they
  /// become larger, unless a filter is named.
  public func draw(_ source: PixelBuffer, in rect: Rect, opacity: Double = 1, filter: ScalingFilter = .area) {
    let target = snapped(rect)
    if rect.isEmpty || source.size.isEmpty { return }
    if state.turn != nil { return drawTurned(source, in: rect, radii: .zero, opacity: opacity) }
    if target.size == source.size { return blit(source, source.bounds, to: target.origin, opacity: opacity) }
    let area = target.intersection(state.clip)
    if area.isEmpty { return }
    let alpha = UInt32(Color.byte(opacity * 255))
    let columns = (area.minX - target.minX)..<(area.maxX - target.minX)
    if filter == .area {
      let scaler = AreaScaler(source, to: target.size, columns: columns)
      forEachRow(area, opacity: alpha) { colors, y in scaler.fill(&colors, row: y - target.minY) }
    } else {
      var scaler = KernelScaler(source, to: target.size, columns: columns, filter)
      forEachRow(area, opacity: alpha) { colors, y in scaler.fill(&colors, row: y - target.minY) }
    }
  }

  public func draw(_ bitmap: Bitmap, in rect: Rect, opacity: Double = 1, filter: ScalingFilter = .area) {
    draw(bitmap.buffer, in: rect, opacity: opacity, filter: filter)
  }

  private func drawTurned(_ source: PixelBuffer, in rect: Rect, radii: CornerRadii, opacity: Double) {
    if rect.isEmpty || source.size.isEmpty { return }
    let scaling = Transform.scaling(x: rect.width / Double(source.width), y: rect.height / Double(source.height))
    let transform = Transform.translation(x: rect.minX, y: rect.minY)(scaling)
    fill(
      Path(rounded: rect, radii: radii), ImagePaint(source, transform: transform, spread: .pad, opacity: opacity))
  }

  /// Draws pixels one to one with the corners of `rect` (in the same place and of the same size) cut round: what a
  /// compositor does with a window. `rect` is in logical pixels.
  public func drawRounded(_ source: PixelBuffer, in rect: Rect, radii: CornerRadii, opacity: Double = 1) {
    if state.turn != nil { return drawTurned(source, in: rect, radii: radii, opacity: opacity) }
    let target = PixelRect(origin: snapped(rect).origin, size: source.size)
    let radii = radii.scaled(by: scale).fitted(into: target.logical().size)
    let top = min(target.maxY, target.minY + ceilingInteger(max(radii.topLeft, radii.topRight)))
    let bottom = max(top, target.maxY - ceilingInteger(max(radii.bottomLeft, radii.bottomRight)))
    let middle = PixelRect(left: target.minX, top: top, right: target.maxX, bottom: bottom)
    blit(source, middle.offset(x: -target.x, y: -target.y), to: middle.origin, opacity: opacity)
    if radii.isSquare { return }
    tools.rasterizer.begin()
    tools.rasterizer.add(Path(rounded: target.logical(), radii: radii))
    let alpha = UInt32(Color.byte(opacity * 255))
    for (first, end) in [(target.minY, top), (bottom, target.maxY)] {
      let area = PixelRect(left: target.minX, top: first, right: target.maxX, bottom: end).intersection(state.clip)
      // SAFETY: rows lie inside `area`, which lies inside the target (as large as the source) and inside the clip.
      unsafe tools.rasterizer.sweep(clip: area) { x, y, coverage in
        guard let bytes = coverage.baseAddress else { return }
        if alpha < 255 {
          for place in 0..<coverage.count {
            unsafe bytes[place] = UInt8(truncatingIfNeeded: divide255(UInt32(bytes[place]) &* alpha))
          }
        }
        unsafe mask(coverage, x: x, y: y)
        unsafe PixelRow.over(
          source.row(y - target.minY, from: x - target.minX), coverage: bytes, buffer.row(y, from: x),
          count: coverage.count)
      }
    }
  }

  /// Draws an icon as large as fits into `rect`, centred. `color` is what its current-colour layers take.
  public func draw(_ icon: VectorIcon, in rect: Rect, color: Color = .black) {
    if icon.canvas.isEmpty || rect.isEmpty { return }
    let factor = min(rect.width / icon.canvas.width, rect.height / icon.canvas.height)
    let place = rect.centered(Size(width: icon.canvas.width * factor, height: icon.canvas.height * factor))
    // The same scale and origin for paths and for gradients: a painter whose logical pixels are the canvas's units.
    var inner = self
    if state.turn == nil {
      inner.enter(scale: factor, origin: snapped(place).origin)
    } else {
      inner.translate(x: place.minX, y: place.minY)
      inner.transform(by: Transform(scale: factor))
    }
    for layer in icon.layers {
      if let ink = layer.fill { inner.fill(layer.path, ink.paint(color)) }
      if let ink = layer.stroke { inner.stroke(layer.path, layer.strokeStyle, ink.paint(color)) }
    }
  }
}

extension VectorIcon.Ink {
  fileprivate func paint(_ current: Color) -> Paint {
    switch self {
    case .current: .color(current)
    case .paint(let paint): paint
    }
  }
}
