// BMP's run lengths: a count and a colour, or an escape (end of line, end of image, a jump, plain pixels).
//
// Runs that reach beyond the right border are cut there, as other readers do. Work is bounded by the file's length.

/// Decodes one run-length coded image.
struct BMPRunLength {
  private let palette: [UInt32]
  private let isNibbles: Bool
  private var x = 0
  /// Rows from the bottom.
  private var y = 0

  init(_ header: BMPHeader) {
    palette = header.palette + [UInt32](repeating: 0xff00_0000, count: max(0, 256 - header.palette.count))
    isNibbles = header.compression == .runs4
  }

  mutating func decode(_ file: Span<UInt8>, from start: Int, into bitmap: Bitmap) throws(ImageError) {
    let background = palette[0]
    bitmap.withPixels { pixels in for index in pixels.indices { pixels[index] = background } }
    let buffer = bitmap.buffer
    var reader = ByteReader(file, at: start)
    while y < bitmap.height {
      let count = try reader.byte()
      let value = try reader.byte()
      if count > 0 {
        for index in 0..<count { put(isNibbles ? (index & 1 == 0 ? value >> 4 : value & 15) : value, buffer) }
        continue
      }
      switch value {
      case 0:
        x = 0
        y += 1
      case 1: return
      case 2:
        x += try reader.byte()
        y += try reader.byte()
      default:
        try plain(value, &reader, buffer)
      }
    }
  }

  /// `count` pixels as they are, padded to 16 bits.
  private mutating func plain(
    _ count: Int, _ reader: inout ByteReader, _ buffer: PixelBuffer
  ) throws(ImageError) {
    let bytes = isNibbles ? (count + 1) / 2 : count
    let range = try reader.range((bytes + 1) & ~1)
    for index in 0..<count {
      let byte = Int(reader.bytes[range.lowerBound + (isNibbles ? index / 2 : index)])
      put(isNibbles ? (index & 1 == 0 ? byte >> 4 : byte & 15) : byte, buffer)
    }
  }

  private mutating func put(_ index: Int, _ buffer: PixelBuffer) {
    // The buffer ignores what lies outside of it.
    buffer[x, buffer.height - 1 - y] = palette[index]
    x += 1
  }
}
