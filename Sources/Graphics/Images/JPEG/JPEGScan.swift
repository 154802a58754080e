// The header of a scan: which components it holds, and of a progressive image which part of their coefficients.
//
// Spec: T.81 sections B.2.3 and G.1.1.1.

struct JPEGScan {
  struct Part {
    /// The component's index in the frame.
    let component: Int
    /// Tables of the first coefficients and of the others, counted over both classes.
    let firstTable: Int
    let otherTable: Int
  }

  private(set) var parts: [Part] = []
  /// The first and last coefficient, in zigzag order.
  let band: ClosedRange<Int>
  /// Bits that earlier scans left open, and those that are open behind this one.
  let high: Int
  let low: Int

  init(_ content: Span<UInt8>, _ frame: JPEGFrame, _ tables: JPEGHuffmanTables) throws(ImageError) {
    var reader = ByteReader(content)
    let count = try reader.byte()
    guard (1...4).contains(count), content.count == 2 * count + 4 else { throw .badData }
    for _ in 0..<count {
      guard let component = frame.index(ofComponent: try reader.byte()) else { throw .badData }
      let numbers = try reader.byte()
      guard !parts.contains(where: { $0.component == component }), numbers >> 4 < 4, numbers & 15 < 4 else {
        throw .badData
      }
      parts.append(Part(component: component, firstTable: numbers >> 4, otherTable: 4 + numbers & 15))
    }
    let blocks = parts.reduce(0) {
      $0 + frame.components[$1.component].horizontal * frame.components[$1.component].vertical
    }
    guard count == 1 || blocks <= JPEGFrame.largestUnit else { throw .badData }
    let (first, last) = (try reader.byte(), try reader.byte())
    let bits = try reader.byte()
    (high, low) = frame.isProgressive ? (bits >> 4, bits & 15) : (0, 0)
    band = frame.isProgressive && first <= last ? first...last : 0...63
    if frame.isProgressive {
      // First coefficients stand alone, and others come one component at a time.
      guard first <= last, last < 64, first == 0 ? last == 0 : count == 1 else { throw .badData }
      guard low <= 13, high == 0 || high == low + 1 else { throw .badData }
    }
    for part in parts {
      let needsFirst = band.lowerBound == 0 && high == 0
      guard !needsFirst || tables.has(part.firstTable, class: 0) else { throw .badData }
      guard band.upperBound == 0 || tables.has(part.otherTable - 4, class: 1) else { throw .badData }
    }
  }
}
