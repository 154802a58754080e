// Brings the rows of one component to the image's size.
//
// Components of half the resolution are spread with weights 3 and 1 of the two nearest samples in each direction (the
// "fancy" upsampling of libjpeg, rounded in its way); all others by repetition.

struct JPEGUpsampler {
  private enum Method { case same, across, down, both, repeated }

  private let component: JPEGComponent
  private let horizontal: Int
  private let vertical: Int
  private let largestHorizontal: Int
  private let largestVertical: Int
  private let width: Int
  private let method: Method

  init(_ component: JPEGComponent, _ frame: JPEGFrame) {
    self.component = component
    (horizontal, vertical) = (component.horizontal, component.vertical)
    (largestHorizontal, largestVertical) = (frame.largestHorizontal, frame.largestVertical)
    width = frame.width
    let isHalfAcross = horizontal * 2 == largestHorizontal
    let isHalfDown = vertical * 2 == largestVertical
    // A filter needs neighbours.
    let isWide = component.width > 2
    method =
      switch (horizontal == largestHorizontal, vertical == largestVertical) {
      case (true, true): .same
      case (false, true) where isHalfAcross && isWide: .across
      case (true, false) where isHalfDown: .down
      case (false, false) where isHalfAcross && isHalfDown && isWide: .both
      default: .repeated
      }
  }

  /// Puts row `y` of the image into `output`, from `start` on.
  func row(_ y: Int, _ samples: Span<UInt8>, _ output: inout MutableSpan<UInt8>, at start: Int) {
    var line = output.extracting(start..<(start + (width + 1) & ~1))
    switch method {
    case .same:
      let row = samples.extracting(component.row(y))
      for x in row.indices { line[x] = row[x] }
    case .across: across(samples.extracting(component.row(y)), &line)
    case .down:
      let near = samples.extracting(component.row(y / 2))
      let far = samples.extracting(component.row(y & 1 == 0 ? y / 2 - 1 : y / 2 + 1))
      let bias: UInt16 = y & 1 == 0 ? 1 : 2
      for x in near.indices {
        line[x] = UInt8(truncatingIfNeeded: (3 &* UInt16(near[x]) &+ UInt16(far[x]) &+ bias) >> 2)
      }
    case .both:
      let far = samples.extracting(component.row(y & 1 == 0 ? y / 2 - 1 : y / 2 + 1))
      both(samples.extracting(component.row(y / 2)), far, &line)
    case .repeated:
      let row = samples.extracting(component.row(y * vertical / largestVertical))
      if largestHorizontal % horizontal == 0 {
        let factor = largestHorizontal / horizontal
        for x in 0..<width { line[x] = row[x / factor] }
      } else {
        for x in 0..<width { line[x] = row[min(x * horizontal / largestHorizontal, row.count - 1)] }
      }
    }
  }

  /// Twice as wide.
  private func across(_ row: Span<UInt8>, _ line: inout MutableSpan<UInt8>) {
    let last = row.count - 1
    var left = UInt16(row[0])
    var middle = left
    for x in 0...last {
      let right = UInt16(row[min(x + 1, last)])
      line[2 * x] = x == 0 ? row[0] : UInt8(truncatingIfNeeded: (3 &* middle &+ left &+ 1) >> 2)
      if 2 * x + 1 < line.count {
        line[2 * x + 1] = x == last ? row[last] : UInt8(truncatingIfNeeded: (3 &* middle &+ right &+ 2) >> 2)
      }
      (left, middle) = (middle, right)
    }
  }

  /// Twice as wide, between two rows.
  private func both(_ near: Span<UInt8>, _ far: Span<UInt8>, _ line: inout MutableSpan<UInt8>) {
    precondition(near.count == far.count && line.count >= 2 * near.count)
    let last = near.count - 1
    var middle = 3 &* UInt16(near[0]) &+ UInt16(far[0])
    // At the borders the missing neighbour is the sample itself.
    var left = middle
    for x in 0...last {
      let next = min(x &+ 1, last)
      let right = 3 &* UInt16(near[next]) &+ UInt16(far[next])
      line[2 &* x] = UInt8(truncatingIfNeeded: (3 &* middle &+ left &+ 8) >> 4)
      line[2 &* x &+ 1] = UInt8(truncatingIfNeeded: (3 &* middle &+ right &+ 7) >> 4)
      (left, middle) = (middle, right)
    }
  }
}
