// One component of a JPEG frame: a colour channel with its own resolution.

struct JPEGComponent {
  let id: Int
  /// Samples to a unit, across and down: 1 to 4.
  private(set) var horizontal: Int
  private(set) var vertical: Int
  /// The number of its quantization table.
  let table: Int
  /// The table's content, in the order of rows; empty before the component's first scan.
  var quantization: [UInt16] = []
  /// Its samples that the image needs.
  private(set) var width = 0
  private(set) var height = 0
  /// Blocks that are stored: whole units.
  private(set) var blocksAcross = 0
  private(set) var blocksDown = 0
  /// Its first sample (and coefficient) in the arrays that all components share.
  private(set) var start = 0

  init(_ reader: inout ByteReader) throws(ImageError) {
    id = try reader.byte()
    let sampling = try reader.byte()
    (horizontal, vertical) = (sampling >> 4, sampling & 15)
    table = try reader.byte()
    guard (1...4).contains(horizontal), (1...4).contains(vertical), table < 4 else { throw .badData }
  }

  mutating func forgetSampling() { (horizontal, vertical) = (1, 1) }

  mutating func place(in frame: JPEGFrame, at start: Int) {
    width = (frame.width * horizontal + frame.largestHorizontal - 1) / frame.largestHorizontal
    height = (frame.height * vertical + frame.largestVertical - 1) / frame.largestVertical
    blocksAcross = frame.unitsAcross * horizontal
    blocksDown = frame.unitsDown * vertical
    self.start = start
  }

  /// From one row of samples to the next.
  var stride: Int { blocksAcross * 8 }

  /// The samples of row `y` that the image needs; rows beyond the last are like that.
  func row(_ y: Int) -> Range<Int> {
    let first = start + min(max(y, 0), height - 1) * stride
    return first..<(first + width)
  }
}
