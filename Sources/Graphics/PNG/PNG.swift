// PNG images: bytes to a bitmap, and a bitmap's pixels to bytes.
//
// Reads every colour type and bit depth, interlaced or not, with its gamma. Writes 8-bit RGB or RGBA. Nothing in a file
// is trusted: the size is checked before memory is taken, and the pixels must be exactly as many as it says.
// Spec: PNG (third edition), W3C 2025.

internal import Compression

/// Reader and writer of PNG files.
public enum PNG {
  /// The size of the image in `file`, from its header alone. Throws as `decode` does.
  public static func size(_ file: Span<UInt8>) throws(PNGError) -> PixelSize {
    let header = try PNGChunks(file, limit: PNGLimits.pixels).header
    return PixelSize(width: header.width, height: header.height)
  }

  /// The image in `file`. More than `limit` pixels are refused with `.tooLarge`.
  public static func decode(_ file: Span<UInt8>, limit: Int = PNGLimits.pixels) throws(PNGError) -> Bitmap {
    let chunks = try PNGChunks(file, limit: limit)
    let header = chunks.header
    var data = try inflate(file, chunks)
    let bitmap = Bitmap(width: header.width, height: header.height)
    let pixels = PNGPixels(chunks)
    var start = 0
    for pass in header.passes {
      let rowLength = header.rowLength(pass.width)
      try PNGFilter.undo(
        &data, from: start, rowLength: rowLength, height: pass.height, distance: header.filterDistance)
      for y in 0..<pass.height {
        let row = data.span.extracting((start + 1)..<(start + 1 + rowLength))
        put(row, y, pass, pixels, bitmap)
        start += rowLength + 1
      }
    }
    return bitmap
  }

  /// The filtered rows of all passes.
  private static func inflate(_ file: Span<UInt8>, _ chunks: PNGChunks) throws(PNGError) -> [UInt8] {
    let length = chunks.header.dataLength
    // A small file that promises more than deflate can hold is refused before it costs memory.
    let compressed = chunks.dataRanges.reduce(0) { $0 + $1.count }
    guard length / PNGLimits.largestRatio <= compressed else { throw .truncated }
    let data: [UInt8]
    do throws(CompressionError) {
      if chunks.dataRanges.count == 1 {
        data = try Zlib.decompress(file.extracting(chunks.dataRanges[0]), limit: length, expected: length)
      } else {
        var whole: [UInt8] = []
        for range in chunks.dataRanges {
          for index in range { whole.append(file[index]) }
        }
        data = try Zlib.decompress(whole.span, limit: length, expected: length)
      }
    } catch {
      throw error == .truncated ? .truncated : .badData
    }
    guard data.count == length else { throw .badData }
    return data
  }

  /// Converts row `y` of a pass and puts it where it belongs.
  private static func put(_ row: Span<UInt8>, _ y: Int, _ pass: PNGPass, _ pixels: PNGPixels, _ bitmap: Bitmap) {
    let targetY = pass.firstY + y * pass.stepY
    if pass.stepX == 1 {
      return bitmap.withRow(targetY) { output in pixels.convert(row, &output) }
    }
    var words = [UInt32](repeating: 0, count: pass.width)
    var output = words.mutableSpan
    pixels.convert(row, &output)
    let target = bitmap.buffer
    for x in 0..<pass.width { target[pass.firstX + x * pass.stepX, targetY] = words[x] }
  }
}

extension Bitmap {
  /// The image in a PNG file. Throws when it is damaged, or larger than `PNGLimits.pixels`.
  public static func decoding(png file: [UInt8]) throws(PNGError) -> Bitmap { try PNG.decode(file.span) }
}
