// One image of a GIF file: its place, its colours, and its pixels.
//
// Pixels that the data leaves out stay what they were. Colour numbers without a colour are black.

/// A frame whose pixels have not been read yet.
struct GIFFrame {
  /// The first row and the distance of rows, for each of the four passes of an interlaced frame.
  private static let passes = [(0, 8), (4, 8), (2, 4), (1, 2)]

  let area: PixelRect
  let disposal: GIFControl.Disposal
  let milliseconds: Int
  private let isInterlaced: Bool
  private let clearIndex: UInt8?
  /// Empty: the file's.
  private let ownPalette: [UInt32]

  /// Reads the descriptor behind the byte that introduces it.
  init(_ reader: inout ByteReader, _ control: GIFControl) throws(ImageError) {
    let x = try reader.little16()
    let y = try reader.little16()
    let width = try reader.little16()
    area = PixelRect(x: x, y: y, width: width, height: try reader.little16())
    let flags = try reader.byte()
    isInterlaced = flags & 0x40 != 0
    ownPalette = flags & 0x80 != 0 ? try Self.palette(&reader, flags) : []
    disposal = control.disposal
    milliseconds = control.milliseconds
    clearIndex = control.clearIndex
  }

  /// A table of colours, whose size is in the lowest bits of `flags`.
  static func palette(_ reader: inout ByteReader, _ flags: Int) throws(ImageError) -> [UInt32] {
    var colors: [UInt32] = []
    for _ in 0..<(2 << (flags & 7)) {
      let red = try reader.byte()
      let green = try reader.byte()
      colors.append(0xff00_0000 | UInt32(red << 16 | green << 8) | UInt32(try reader.byte()))
    }
    return colors
  }

  /// Reads the pixels, and the block that ends them, and paints them on `canvas`.
  func paint(
    _ reader: inout ByteReader, on canvas: Bitmap, _ palette: [UInt32], _ limits: ImageLimits
  ) throws(ImageError) {
    let colors = ownPalette.isEmpty ? palette : ownPalette
    guard !colors.isEmpty else { throw .badData }
    guard area.width > 0, area.height > 0 else { return try GIFCodes.skip(&reader) }
    try limits.check(area.width, area.height, working: canvas.width * canvas.height * 8)
    var indices = [UInt8](repeating: 0, count: area.width * area.height)
    var span = indices.mutableSpan
    var codes = try GIFCodes(&reader)
    let filled = try codes.decode(&reader, into: &span)

    // Every number has a colour; the clear one is 0, which no colour is.
    var table = colors + [UInt32](repeating: 0xff00_0000, count: 256 - colors.count)
    if let clearIndex { table[Int(clearIndex)] = 0 }
    var start = 0
    for (first, step) in isInterlaced ? Self.passes : [(0, 1)] {
      for y in stride(from: first, to: area.height, by: step) {
        put(indices.span.extracting(start..<(start + area.width)), min(area.width, filled - start), y, table, canvas)
        start += area.width
      }
    }
  }

  /// Paints the first `count` pixels of a row.
  private func put(_ row: Span<UInt8>, _ count: Int, _ y: Int, _ table: [UInt32], _ canvas: Bitmap) {
    guard count > 0, area.y + y < canvas.height else { return }
    let visible = min(count, canvas.width - area.x)
    guard visible > 0 else { return }
    canvas.withRow(area.y + y) { pixels in
      for x in 0..<visible {
        let color = table[Int(row[x])]
        if color != 0 { pixels[area.x + x] = color }
      }
    }
  }
}
