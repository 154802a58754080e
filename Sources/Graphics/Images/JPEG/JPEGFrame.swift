// The frame header: size, components and how they are sampled; and where each component's data lie in memory.
//
// The samples of all components share one array, and so do their coefficients: each component knows its place.
// Spec: T.81 sections A.1, A.2 and B.2.2.

/// One frame's layout.
struct JPEGFrame {
  /// Blocks of one interleaved unit, at most (T.81 section B.2.3).
  static let largestUnit = 10
  /// More scans than any encoder makes; each costs a walk over the image, however short it is in the file.
  static let mostScans = 200

  let width: Int
  let height: Int
  let isProgressive: Bool
  private(set) var components: [JPEGComponent] = []
  let largestHorizontal: Int
  let largestVertical: Int
  /// Interleaved units in a row, and rows of them.
  let unitsAcross: Int
  let unitsDown: Int
  /// Samples of all components.
  private(set) var sampleCount = 0

  init(_ content: Span<UInt8>, isProgressive: Bool, fileLength: Int, limits: ImageLimits) throws(ImageError) {
    var reader = ByteReader(content)
    guard try reader.byte() == 8 else { throw .notSupported(.jpegPrecision) }
    height = try reader.big16()
    width = try reader.big16()
    self.isProgressive = isProgressive
    let count = try reader.byte()
    guard width > 0 else { throw .badData }
    guard height > 0, count == 1 || count == 3 || count == 4 else { throw .notSupported(.jpegLayout) }
    for _ in 0..<count { components.append(try JPEGComponent(&reader)) }
    guard reader.remaining == 0 else { throw .badData }
    // One component alone is never interleaved: its factors say nothing.
    if count == 1 { components[0].forgetSampling() }
    let (across, down) = components.reduce((1, 1)) { (max($0.0, $1.horizontal), max($0.1, $1.vertical)) }
    (largestHorizontal, largestVertical) = (across, down)
    unitsAcross = (width + across * 8 - 1) / (across * 8)
    unitsDown = (height + down * 8 - 1) / (down * 8)
    for index in components.indices {
      for other in 0..<index where components[other].id == components[index].id { throw .badData }
      components[index].place(in: self, at: sampleCount)
      sampleCount += components[index].blocksAcross * components[index].blocksDown * 64
    }
    // A byte for each sample; two more for its coefficient when they come in several scans; and the image turned.
    try limits.check(width, height, working: sampleCount * (isProgressive ? 3 : 1) + width * height * 4)
    // Each block takes a bit at least: a small file that promises more is refused before it costs memory.
    guard sampleCount / 64 / 8 <= fileLength else { throw .truncated }
  }

  func index(ofComponent id: Int) -> Int? { components.firstIndex { $0.id == id } }

  /// Keeps the table that a component starts with: its number may get another content later.
  mutating func keep(_ table: [UInt16], for component: Int) {
    if components[component].quantization.isEmpty { components[component].quantization = table }
  }
}
