// From the rows of a BMP image to premultiplied words, for each of its plain pixel formats.

/// Converts rows of one image.
struct BMPPixels {
  private let depth: Int
  private let palette: [UInt32]
  private let fields: [BMPField]

  init(_ header: BMPHeader) {
    depth = header.depth
    // Every index has a colour: those beyond the palette's end, which only broken files use, are black.
    palette = header.palette + [UInt32](repeating: 0xff00_0000, count: max(0, 256 - header.palette.count))
    fields = header.fields
  }

  /// Converts the pixels of `row`, as many as `output` takes.
  func convert(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    switch depth {
    case 24:
      for x in 0..<output.count {
        let at = x * 3
        output[x] = 0xff00_0000 | UInt32(row[at + 2]) << 16 | UInt32(row[at + 1]) << 8 | UInt32(row[at])
      }
    case 16:
      for x in 0..<output.count { output[x] = color(UInt32(row[2 * x]) | UInt32(row[2 * x + 1]) << 8) }
    case 32:
      for x in 0..<output.count {
        let at = x * 4
        let low = UInt32(row[at]) | UInt32(row[at + 1]) << 8
        output[x] = color(low | UInt32(row[at + 2]) << 16 | UInt32(row[at + 3]) << 24)
      }
    default:
      let mask = UInt8(truncatingIfNeeded: 1 << depth - 1)
      for x in 0..<output.count {
        let bit = x * depth
        output[x] = palette[Int(row[bit / 8] >> UInt8(8 - depth - bit % 8) & mask)]
      }
    }
  }

  private func color(_ pixel: UInt32) -> UInt32 {
    let rgb = fields[0].value(pixel) << 16 | fields[1].value(pixel) << 8 | fields[2].value(pixel)
    return fields[3].isPresent
      ? PixelRow.scale(0xff00_0000 | rgb, by: fields[3].value(pixel)) : 0xff00_0000 | rgb
  }
}
