// Walks through the segments of a JPEG file and keeps what the scans need: tables, layout, samples, coefficients.
//
// A baseline image's blocks become samples at once; a progressive one's coefficients are gathered from all scans first.
// Spec: T.81 sections B.1 to B.2 and E.2.

struct JPEGDecoder {
  private let limits: ImageLimits
  /// Four tables in the order of rows; empty where none was defined.
  private var quantizations = [[UInt16]](repeating: [], count: 4)
  private var tables = JPEGHuffmanTables()
  private var restartInterval = 0
  private var frame: JPEGFrame?
  /// The frame's components that have samples.
  private var isComplete: [Bool] = []
  private var samples: [UInt8] = []
  private var coefficients: [Int16] = []
  private var scans = 0
  private var isJFIF = false
  /// What Adobe's segment says about colours: 0 plain, 1 YCbCr, 2 YCCK.
  private var adobeTransform: Int?
  private(set) var orientation = ExifOrientation.upright

  init(_ limits: ImageLimits) { self.limits = limits }

  /// Reads all segments, up to the end mark or to the end of what is needed.
  mutating func read(_ file: Span<UInt8>) throws(ImageError) {
    var position = 0
    guard file.count >= 2, file[0] == 0xff, Int(file[1]) == JPEGMarker.start else { throw .badData }
    position = 2
    while !isFinished {
      let marker = JPEGBits.nextMarker(file, &position)
      guard marker >= 0 else { throw .truncated }
      position += 2
      if JPEGMarker.isAlone(marker) { continue }
      if marker == JPEGMarker.end { break }
      var reader = ByteReader(file, at: position)
      let content = try reader.range(try reader.big16() - 2)
      position = content.upperBound
      if marker == JPEGMarker.scan {
        try decodeScan(file, content, &position)
      } else {
        try readSegment(marker, file.extracting(content), fileLength: file.count)
      }
    }
    guard frame != nil, !isComplete.contains(false) else { throw .truncated }
  }

  /// Whether nothing that follows can change the image.
  private var isFinished: Bool {
    guard let frame, !frame.isProgressive else { return false }
    return !isComplete.contains(false)
  }

  private mutating func readSegment(
    _ marker: Int, _ content: Span<UInt8>, fileLength: Int
  ) throws(ImageError) {
    if let feature = JPEGMarker.refusal(marker) { throw .notSupported(feature) }
    switch marker {
    case JPEGMarker.baseline, JPEGMarker.extended, JPEGMarker.progressive:
      guard frame == nil else { throw .badData }
      let isProgressive = marker == JPEGMarker.progressive
      let frame = try JPEGFrame(content, isProgressive: isProgressive, fileLength: fileLength, limits: limits)
      samples = [UInt8](repeating: 0, count: frame.sampleCount)
      if isProgressive { coefficients = [Int16](repeating: 0, count: frame.sampleCount) }
      isComplete = [Bool](repeating: false, count: frame.components.count)
      self.frame = frame
    case JPEGMarker.huffmanTables: try tables.read(content)
    case JPEGMarker.quantization: try readQuantization(content)
    case JPEGMarker.restartInterval:
      var reader = ByteReader(content)
      restartInterval = try reader.big16()
    case JPEGMarker.jfif: if content.count >= 5, content[0] == 0x4a, content[1] == 0x46 { isJFIF = true }
    case JPEGMarker.exif: if let found = ExifOrientation(segment: content) { orientation = found }
    case JPEGMarker.adobe:
      // "Adobe", a version, two words of flags, and the number.
      if content.count >= 12, content[0] == 0x41, content[1] == 0x64 { adobeTransform = Int(content[11]) }
    default: break
    }
  }

  private mutating func readQuantization(_ content: Span<UInt8>) throws(ImageError) {
    var reader = ByteReader(content)
    while reader.remaining > 0 {
      let kind = try reader.byte()
      guard kind >> 4 <= 1, kind & 15 < 4 else { throw .badData }
      var table = [UInt16](repeating: 0, count: 64)
      for index in 0..<64 {
        table[Int(JPEGZigzag.order[index])] = UInt16(kind >> 4 == 1 ? try reader.big16() : try reader.byte())
      }
      quantizations[kind & 15] = table
    }
  }

  // MARK: - Scans

  private mutating func decodeScan(
    _ file: Span<UInt8>, _ content: Range<Int>, _ position: inout Int
  ) throws(ImageError) {
    scans += 1
    guard var frame, scans <= JPEGFrame.mostScans else { throw .badData }
    let scan = try JPEGScan(file.extracting(content), frame, tables)
    for part in scan.parts {
      let table = quantizations[frame.components[part.component].table]
      guard !table.isEmpty else { throw .badData }
      frame.keep(table, for: part.component)
    }
    self.frame = frame
    // A second reference, which lets the samples change while the tables are read.
    let tables = tables
    var bits = JPEGBits(
      file, at: position, tables.lookup.span, tables.limits.span, tables.symbols.span)
    var walk = JPEGScanWalk(frame, scan, restartInterval: restartInterval)
    if frame.isProgressive {
      var span = coefficients.mutableSpan
      try walk.decode(&bits, coefficients: &span)
    } else {
      var span = samples.mutableSpan
      try walk.decode(&bits, samples: &span)
    }
    position = bits.position
    for part in scan.parts where scan.band.lowerBound == 0 { isComplete[part.component] = true }
  }

  // MARK: - The image

  /// The picture as it is stored.
  mutating func image() throws(ImageError) -> Bitmap {
    guard let frame else { throw .truncated }
    if frame.isProgressive {
      transformCoefficients(frame)
      coefficients = []
    }
    let bitmap = Bitmap(width: frame.width, height: frame.height)
    let colors = JPEGColors(frame, isJFIF: isJFIF, adobeTransform: adobeTransform)
    let scalers = frame.components.map { JPEGUpsampler($0, frame) }
    // A line for each component, of whole units.
    let length = frame.unitsAcross * frame.largestHorizontal * 8
    var lines = [UInt8](repeating: 0, count: length * frame.components.count)
    for y in 0..<frame.height {
      var span = lines.mutableSpan
      for (index, scaler) in scalers.enumerated() { scaler.row(y, samples.span, &span, at: index * length) }
      bitmap.withRow(y) { output in colors.convert(lines.span, length, &output) }
    }
    return bitmap
  }

  private mutating func transformCoefficients(_ frame: JPEGFrame) {
    let coefficients = coefficients
    var output = samples.mutableSpan
    for component in frame.components {
      let quantization = component.quantization
      for y in 0..<component.blocksDown {
        for x in 0..<component.blocksAcross {
          let block = component.start + (y * component.blocksAcross + x) * 64
          let place = component.start + y * 8 * component.stride + x * 8
          InverseCosine.transform(
            coefficients.span.extracting(block..<(block + 64)), quantization.span, &output, at: place,
            stride: component.stride)
        }
      }
    }
  }
}
