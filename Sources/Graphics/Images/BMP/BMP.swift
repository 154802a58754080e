// BMP files: Windows' and OS/2's bitmaps. Reads all depths, run lengths, bit fields and alpha.
//
// Pixels that a run-length coded image leaves out have colour number 0. The fourth byte of plain 32-bit pixels is no
// alpha; fields say where there is one. Colour profiles are not read.
// Spec: Windows' documentation of BITMAPFILEHEADER, BITMAPV5HEADER and "Bitmap Compression".

/// Reader of BMP files.
public enum BMP {
  private static let fileHeaderLength = 14

  /// The image in `file`.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    var reader = ByteReader(file)
    guard try reader.little16() == 0x4d42 else { throw .badData }
    try reader.skip(8)
    let pixelStart = try reader.little32()
    let header = try BMPHeader(file, at: fileHeaderLength, isIcon: false)
    return try decode(file, header, pixelsAt: pixelStart, limits)
  }

  /// The image that `header` describes, whose pixels start at `start`.
  static func decode(
    _ file: Span<UInt8>, _ header: BMPHeader, pixelsAt start: Int, _ limits: ImageLimits
  ) throws(ImageError) -> Bitmap {
    try limits.check(header.width, header.height)
    guard start <= file.count else { throw .truncated }
    if header.compression.isRunLength {
      var lines = BMPRunLength(header)
      let bitmap = Bitmap(width: header.width, height: header.height)
      try lines.decode(file, from: start, into: bitmap)
      return bitmap
    }
    let rowLength = header.rowLength
    guard header.height <= (file.count - start) / rowLength else { throw .truncated }
    let bitmap = Bitmap(width: header.width, height: header.height)
    let pixels = BMPPixels(header)
    for y in 0..<header.height {
      let first = start + y * rowLength
      let row = file.extracting(first..<(first + rowLength))
      bitmap.withRow(header.isTopDown ? y : header.height - 1 - y) { output in pixels.convert(row, &output) }
    }
    return bitmap
  }
}
