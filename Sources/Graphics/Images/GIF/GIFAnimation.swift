// The frames of a GIF file, one after the other, each painted over what the ones before it left.
//
// One canvas is kept, and a copy of it while a frame is shown that is to be undone. "Restore to background" clears, as
// browsers do. Frames may reach over the border of the canvas: that part is not seen.

/// A walk through the frames of a GIF file. The bytes are passed to each call.
struct GIFAnimation {
  private static let introducer = (image: 0x2c, extension: 0x21, trailer: 0x3b)

  let size: PixelSize
  /// How often the frames are played; nil: for ever. Files without a word on it are played once.
  private(set) var plays: Int? = 1
  private let limits: ImageLimits
  private let palette: [UInt32]
  private let canvas: Bitmap
  private var position: Int
  /// What is to be done with the frame on the canvas before the next one is painted.
  private var shown: GIFFrame?
  /// The canvas before the frame that is shown, if it is to be undone.
  private var saved: Bitmap?
  /// The frame that is next, once its place was read.
  private var pending: GIFFrame?

  init(_ file: Span<UInt8>, limits: ImageLimits) throws(ImageError) {
    var reader = ByteReader(file)
    try reader.skip(6)
    size = PixelSize(width: try reader.little16(), height: try reader.little16())
    // The canvas and its copy, and the colour numbers of a frame.
    try limits.check(size.width, size.height, working: size.width * size.height * 5)
    let flags = try reader.byte()
    try reader.skip(2)
    palette = flags & 0x80 != 0 ? try GIFFrame.palette(&reader, flags) : []
    self.limits = limits
    canvas = Bitmap(size)
    position = reader.position
    pending = try readToImage(file)
  }

  /// Paints the next frame, and how long it is shown; nil behind the last one. The bitmap changes with the next call.
  mutating func next(_ file: Span<UInt8>) throws(ImageError) -> AnimationFrame? {
    if pending == nil { pending = try readToImage(file) }
    guard let frame = pending else { return nil }
    pending = nil
    dispose()
    if frame.disposal == .restore { saved = copy(of: canvas) }
    var reader = ByteReader(file, at: position)
    try frame.paint(&reader, on: canvas, palette, limits)
    position = reader.position
    shown = frame
    return AnimationFrame(bitmap: canvas, milliseconds: frame.milliseconds)
  }

  private mutating func dispose() {
    switch shown?.disposal {
    case .clear: fill(shown?.area, from: nil)
    case .restore: fill(shown?.area, from: saved)
    case .keep, nil: break
    }
    shown = nil
  }

  /// Sets an area back to what it was in `source`, or clears it.
  private func fill(_ area: PixelRect?, from source: Bitmap?) {
    guard let area = area?.intersection(canvas.bounds) else { return }
    let (target, source) = (canvas.buffer, source?.buffer)
    for y in area.y..<(area.y + area.height) {
      for x in area.x..<(area.x + area.width) { target[x, y] = source?[x, y] ?? 0 }
    }
  }

  private func copy(of bitmap: Bitmap) -> Bitmap {
    let result = saved ?? Bitmap(bitmap.size)
    let source = bitmap.buffer
    for y in 0..<bitmap.height {
      result.withRow(y) { row in for x in row.indices { row[x] = source[x, y] } }
    }
    return result
  }

  /// Reads up to the next image; nil at the trailer.
  private mutating func readToImage(_ file: Span<UInt8>) throws(ImageError) -> GIFFrame? {
    var reader = ByteReader(file, at: position)
    var control = GIFControl()
    while true {
      switch try reader.byte() {
      case Self.introducer.image:
        let frame = try GIFFrame(&reader, control)
        position = reader.position
        return frame
      case Self.introducer.extension: try readExtension(&reader, &control)
      case Self.introducer.trailer:
        // Stays before the trailer: the next call finds it again.
        position = reader.position - 1
        return nil
      default: throw .badData
      }
    }
  }

  private mutating func readExtension(
    _ reader: inout ByteReader, _ control: inout GIFControl
  ) throws(ImageError) {
    let label = try reader.byte()
    var blocks = 0
    var isLoop = false
    while true {
      let length = try reader.byte()
      guard length > 0 else { return }
      let range = try reader.range(length)
      let block = reader.bytes.extracting(range)
      switch (label, blocks) {
      case (0xf9, 0) where length >= 4: control = GIFControl(block)
      case (0xff, 0): isLoop = GIFControl.isLoop(block)
      case (0xff, 1) where isLoop && length >= 3 && block[0] == 1:
        let count = Int(block[1]) | Int(block[2]) << 8
        // The number says how often the frames are repeated after the first time.
        plays = count == 0 ? nil : count + 1
      default: break
      }
      blocks += 1
    }
  }
}
