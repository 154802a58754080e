// The accumulation buffer of the rasteriser: exact signed areas of lines in a grid of cells.
//
// Every line adds to the cells that it crosses how much of the cell lies to its right, as a difference: the running sum
// along a row is then the covered area of each pixel times the winding number. One pixel is 256 × 256 sub-pixels, and
// areas are counted twice (to keep trapezoids whole), so a full pixel is 2^17. All arithmetic is in integers: what goes
// up comes down exactly, and no row can bleed.
//
// This is the unsafe room of the rasteriser: cells are reached through a pointer, without bounds checks. Every
// write goes through `addSpan`, whose columns are clamped to the grid by its caller.

/// Cells of one band of rows. Positions are in 1/256 pixel from the band's top left corner.
@safe struct CoverageGrid: ~Copyable {
  /// Cells of all rows at most; a band is as many rows as fit. 64 Ki cells are 256 KiB: inside a second-level cache.
  static let cellLimit = 1 << 16
  static let full = 1 << 17

  private(set) var width = 0
  private(set) var height = 0
  private var stride = 0
  private var cells: UnsafeMutablePointer<Int32>
  private var cellCapacity = 0
  /// First and last touched column of each row (last exclusive); first > last if untouched.
  private var extents: UnsafeMutablePointer<(first: Int32, last: Int32)>
  private var rowCapacity = 0
  private var coverage: UnsafeMutablePointer<UInt8>
  private var coverageCapacity = 0

  init() {
    // SAFETY (of init, deinit and reset): each pointer owns one allocation of its capacity; reset replaces it.
    unsafe cells = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    unsafe extents = UnsafeMutablePointer<(first: Int32, last: Int32)>.allocate(capacity: 1)
    unsafe coverage = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  }

  deinit {
    unsafe cells.deallocate()
    unsafe extents.deallocate()
    unsafe coverage.deallocate()
  }

  /// Makes room for a band. All cells are zero: they were so after allocation, and a sweep leaves zeros behind.
  mutating func reset(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    // A line at the right edge touches the two cells after it.
    stride = self.width + 2
    let needed = stride * self.height
    if needed > cellCapacity {
      unsafe cells.deallocate()
      unsafe cells = UnsafeMutablePointer<Int32>.allocate(capacity: needed)
      unsafe cells.initialize(repeating: 0, count: needed)
      cellCapacity = needed
    }
    if self.height > rowCapacity {
      unsafe extents.deallocate()
      unsafe extents = UnsafeMutablePointer<(first: Int32, last: Int32)>.allocate(capacity: self.height)
      rowCapacity = self.height
    }
    unsafe extents.initialize(repeating: (first: Int32.max, last: 0), count: self.height)
    // Eight bytes more, because blending looks at coverage eight bytes at a time.
    if stride + 8 > coverageCapacity {
      unsafe coverage.deallocate()
      unsafe coverage = UnsafeMutablePointer<UInt8>.allocate(capacity: stride + 8)
      unsafe coverage.initialize(repeating: 0, count: stride + 8)
      coverageCapacity = stride + 8
    }
  }

  /// Adds a directed line; parts above and below the band are left out.
  mutating func addLine(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
    if y0 == y1 { return }
    let bottom = height << 8
    if (y0 <= 0 && y1 <= 0) || (y0 >= bottom && y1 >= bottom) { return }
    // Most lines of small text lie within one row.
    let row = min(y0, y1) >> 8
    if row == (max(y0, y1) &- 1) >> 8 { return addPiece(row: row, x0, x1, rise: y1 &- y0) }
    // 32 fractional bits: over 2^22 pixels of height the error stays below a sub-pixel.
    let slope = ((x1 - x0) << 32) / (y1 - y0)
    let down = y1 > y0
    var y = min(max(y0, 0), bottom)
    let end = min(max(y1, 0), bottom)
    var x = y == y0 ? x0 : x0 + ((slope &* (y - y0)) >> 32)
    while y != end {
      // The row that the next piece lies in, and the edge where it leaves it.
      let row = down ? y >> 8 : (y - 1) >> 8
      let edge = down ? min((row + 1) << 8, end) : max(row << 8, end)
      let nextX = edge == y1 ? x1 : x0 + ((slope &* (edge - y0)) >> 32)
      addPiece(row: row, x, nextX, rise: edge - y)
      x = nextX
      y = edge
    }
  }

  /// One piece of a line within a row: clips it to the columns of the grid.
  private mutating func addPiece(row: Int, _ x0: Int, _ x1: Int, rise: Int) {
    let right = width << 8
    if x0 >= right && x1 >= right { return }
    if x0 >= 0 && x1 >= 0 && x0 <= right && x1 <= right { return addSpan(row: row, x0, x1, rise: rise) }
    if x0 <= 0 && x1 <= 0 { return addSpan(row: row, 0, 0, rise: rise) }
    // It crosses an edge: cut it there. What is left of the grid counts at the left edge, what is right of it nowhere.
    let run = x1 - x0
    func riseUpTo(_ x: Int) -> Int { rise * (x - x0) / run }
    let enter = min(max(x0, 0), right)
    let leave = min(max(x1, 0), right)
    let before = riseUpTo(enter)
    let after = rise - riseUpTo(leave)
    if x0 < 0 { addSpan(row: row, 0, 0, rise: before) }
    addSpan(row: row, enter, leave, rise: rise - before - after)
    if x1 < 0 { addSpan(row: row, 0, 0, rise: after) }
  }

  /// A piece inside the grid: 0...width·256 in x, within one row.
  private mutating func addSpan(row: Int, _ x0: Int, _ x1: Int, rise: Int) {
    if rise == 0 { return }
    assert(row >= 0 && row < height && min(x0, x1) >= 0 && max(x0, x1) <= width << 8)
    let first = x0 >> 8
    let last = x1 >> 8
    // SAFETY: row is in 0..<height (addLine stays within the band), columns are in 0...width (addPiece clamps), and a
    // row has width + 2 cells.
    let line = unsafe cells + row &* stride
    let touched = unsafe extents[row]
    unsafe extents[row] = (
      first: min(touched.first, Int32(truncatingIfNeeded: min(first, last))),
      last: max(touched.last, Int32(truncatingIfNeeded: max(first, last) &+ 2))
    )
    if first == last {
      let sum = (x0 & 255) &+ (x1 & 255)
      unsafe line[first] &+= Int32(truncatingIfNeeded: rise &* (512 &- sum))
      unsafe line[first &+ 1] &+= Int32(truncatingIfNeeded: rise &* sum)
      return
    }
    // Column by column; the rise of each is the difference of the rises up to its edges, so their sum is exact.
    let slope = (rise << 32) / (x1 - x0)
    let step = x1 > x0 ? 1 : -1
    var column = first
    var x = x0
    var done = 0
    while column != last {
      let edge = (step > 0 ? column &+ 1 : column) << 8
      let upTo = (slope &* (edge &- x0)) >> 32
      let sum = (x &- column << 8) &+ (edge &- column << 8)
      unsafe line[column] &+= Int32(truncatingIfNeeded: (upTo &- done) &* (512 &- sum))
      unsafe line[column &+ 1] &+= Int32(truncatingIfNeeded: (upTo &- done) &* sum)
      done = upTo
      x = edge
      column &+= step
    }
    let sum = (x &- last << 8) &+ (x1 & 255)
    unsafe line[last] &+= Int32(truncatingIfNeeded: (rise &- done) &* (512 &- sum))
    unsafe line[last &+ 1] &+= Int32(truncatingIfNeeded: (rise &- done) &* sum)
  }

  /// Turns a row into coverage bytes and clears its cells. Hands the first covered column and the bytes from there to
  /// `body`; rows that nothing touched are skipped. The bytes are followed by at least eight more readable ones.
  @unsafe mutating func sweep(
    row: Int, _ rule: FillRule, _ body: (_ first: Int, _ bytes: UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    guard row >= 0, row < height else { return }
    let touched = unsafe extents[row]
    let first = Int(touched.first)
    guard Int(touched.last) > first else { return }
    // SAFETY: columns up to width + 1 exist in a row of cells; below, 0 <= first < last <= width, and the row of
    // coverage is at least that long.
    let line = unsafe cells + row &* stride
    unsafe line[width] = 0
    unsafe line[width &+ 1] = 0
    guard first < width else { return }
    let last = min(Int(touched.last), width)
    var sum: Int32 = 0
    switch rule {
    case .nonZero:
      for column in first..<last {
        unsafe sum &+= line[column]
        unsafe line[column] = 0
        unsafe coverage[column] = UInt8(truncatingIfNeeded: min(sum.magnitude >> 9, 255))
      }
    case .evenOdd:
      for column in first..<last {
        unsafe sum &+= line[column]
        unsafe line[column] = 0
        unsafe coverage[column] = CoverageGrid.evenOdd(sum)
      }
    }
    // What the last touched cell leaves covered goes on to the right edge (its other side was clipped away).
    let rest = rule == .nonZero ? UInt8(truncatingIfNeeded: min(sum.magnitude >> 9, 255)) : CoverageGrid.evenOdd(sum)
    var end = last
    if rest != 0 {
      unsafe (coverage + last).update(repeating: rest, count: width - last)
      end = width
    }
    unsafe body(first, UnsafeMutableBufferPointer(start: coverage + first, count: end - first))
  }

  /// Coverage from one turn counts up, that of the next one down again.
  @inline(__always) private static func evenOdd(_ sum: Int32) -> UInt8 {
    let part = sum.magnitude >> 9 & 511
    return UInt8(truncatingIfNeeded: min(part < 256 ? part : 512 - part, 255))
  }
}
