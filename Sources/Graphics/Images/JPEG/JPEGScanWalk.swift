// Goes over the blocks of a scan in the order in which they are stored, restarts included.
//
// Several components are interleaved in units of all their blocks in one place; one component alone comes block by
// block, without those that only fill up units. Spec: T.81 sections A.2 and E.2.4.

struct JPEGScanWalk {
  /// A block within a unit. Numbers only: it is looked at for each block.
  private struct Item {
    let part: Int
    /// Of the component: its first sample, and its blocks in a row.
    let start: Int
    let blocksAcross: Int
    let firstTable: Int
    let otherTable: Int
    /// Blocks of the component in a unit, and which of them this is.
    let across: Int
    let down: Int
    let x: Int
    let y: Int
  }

  private let items: [Item]
  /// 64 quanta for each part of the scan.
  private var quantization: [UInt16] = []
  private let unitsAcross: Int
  private let unitsDown: Int
  private let scan: JPEGScan
  private let restartInterval: Int
  private var blocks = JPEGBlocks()
  /// Units until the next restart.
  private var rest: Int

  init(_ frame: JPEGFrame, _ scan: JPEGScan, restartInterval: Int) {
    self.scan = scan
    self.restartInterval = restartInterval
    rest = restartInterval
    let isAlone = scan.parts.count == 1
    var items: [Item] = []
    for (number, part) in scan.parts.enumerated() {
      let component = frame.components[part.component]
      quantization += component.quantization
      let across = isAlone ? 1 : component.horizontal
      let down = isAlone ? 1 : component.vertical
      for y in 0..<down {
        for x in 0..<across {
          items.append(
            Item(
              part: number, start: component.start, blocksAcross: component.blocksAcross,
              firstTable: part.firstTable, otherTable: part.otherTable, across: across, down: down, x: x, y: y))
        }
      }
    }
    self.items = items
    let first = frame.components[scan.parts[0].component]
    unitsAcross = isAlone ? (first.width + 7) / 8 : frame.unitsAcross
    unitsDown = isAlone ? (first.height + 7) / 8 : frame.unitsDown
  }

  /// Decodes a baseline scan into samples.
  mutating func decode(_ bits: inout JPEGBits, samples: inout MutableSpan<UInt8>) throws(ImageError) {
    var scratch = [Int16](repeating: 0, count: 64)
    var block = scratch.mutableSpan
    let (items, quantization) = (items, quantization)
    for unitY in 0..<unitsDown {
      for unitX in 0..<unitsAcross {
        try restartIfDue(&bits)
        for item in items {
          let last = try blocks.sequential(&bits, item.firstTable, item.otherTable, item.part, &block)
          let x = (unitX &* item.across &+ item.x) &* 8
          let y = (unitY &* item.down &+ item.y) &* 8
          let stride = item.blocksAcross &* 8
          let place = item.start &+ y &* stride &+ x
          let quanta = quantization.span.extracting((item.part * 64)..<(item.part * 64 + 64))
          if last == 0 {
            let level = InverseCosine.flat(Int32(block[0]) &* Int32(quanta[0]))
            InverseCosine.fill(level, &samples, at: place, stride: stride)
          } else {
            InverseCosine.transform(block.span, quanta, &samples, at: place, stride: stride)
            for index in 0..<64 { block[index] = 0 }
          }
        }
      }
      guard !bits.isExhausted else { throw .truncated }
    }
  }

  /// Decodes a progressive scan into the coefficients of all components.
  mutating func decode(_ bits: inout JPEGBits, coefficients: inout MutableSpan<Int16>) throws(ImageError) {
    let items = items
    for unitY in 0..<unitsDown {
      for unitX in 0..<unitsAcross {
        try restartIfDue(&bits)
        for item in items {
          let x = unitX &* item.across &+ item.x
          let y = unitY &* item.down &+ item.y
          let start = item.start &+ (y &* item.blocksAcross &+ x) &* 64
          switch (scan.band.lowerBound == 0, scan.high == 0) {
          case (true, true):
            try blocks.firstCoefficient(&bits, item.firstTable, item.part, scan.low, &coefficients, start)
          case (true, false): blocks.refineFirstCoefficient(&bits, scan.low, &coefficients, start)
          case (false, true): try blocks.others(&bits, item.otherTable, scan, &coefficients, start)
          case (false, false): try blocks.refineOthers(&bits, item.otherTable, scan, &coefficients, start)
          }
        }
      }
      guard !bits.isExhausted else { throw .truncated }
    }
  }

  @inline(__always) private mutating func restartIfDue(_ bits: inout JPEGBits) throws(ImageError) {
    guard restartInterval > 0 else { return }
    if rest == 0 {
      guard !bits.isExhausted else { throw .truncated }
      try bits.restart()
      blocks = JPEGBlocks()
      rest = restartInterval
    }
    rest -= 1
  }
}
