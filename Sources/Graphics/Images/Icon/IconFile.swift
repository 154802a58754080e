// Windows' icons and pointers (ICO, CUR): several sizes of one image, each a BMP without file header or a PNG file.
//
// A BMP inside has a mask of one bit a pixel behind its colours: a set bit is clear. Pixels of 32 bits have their own
// alpha instead, unless it is zero everywhere. Spec: Windows' documentation of ICONDIR and ICONDIRENTRY.

/// Reader of ICO and CUR files.
public enum IconFile {
  private struct Entry {
    let width: Int
    let height: Int
    let hotSpot: PixelPoint
    let depth: Int
    let start: Int
    let length: Int
  }

  /// The image in `file` that fits best into a square of `side` pixels: the smallest that is at least as large, else
  /// the largest. Without a side: the largest. Of two, the one with more colours.
  public static func decode(
    _ file: Span<UInt8>, side: Int? = nil, limits: ImageLimits = .standard
  ) throws(ImageError) -> IconImage {
    var reader = ByteReader(file)
    let mark = try reader.little16()
    let type = try reader.little16()
    guard mark == 0, type == 1 || type == 2 else { throw .badData }
    let count = try reader.little16()
    guard count > 0 else { throw .badData }
    var best = try entry(&reader, isPointer: type == 2)
    for _ in 1..<count {
      let next = try entry(&reader, isPointer: type == 2)
      if rank(next, side) > rank(best, side) { best = next }
    }
    guard best.start <= file.count, best.length <= file.count - best.start else { throw .truncated }
    let content = file.extracting(best.start..<(best.start + best.length))
    let bitmap =
      ImageFormat.png.isFormat(of: content) ? try ImageFile.png(content, limits) : try picture(content, limits)
    return IconImage(bitmap: bitmap, hotSpot: best.hotSpot)
  }

  private static func entry(_ reader: inout ByteReader, isPointer: Bool) throws(ImageError) -> Entry {
    let width = try reader.byte()
    let height = try reader.byte()
    try reader.skip(2)
    let first = try reader.little16()
    let second = try reader.little16()
    let length = try reader.little32()
    let start = try reader.little32()
    // Zero stands for 256, the largest.
    return Entry(
      width: width == 0 ? 256 : width, height: height == 0 ? 256 : height,
      hotSpot: isPointer ? PixelPoint(x: first, y: second) : PixelPoint(x: 0, y: 0), depth: isPointer ? 0 : second,
      start: start, length: length)
  }

  /// How well an image fits; the first two numbers count most.
  private static func rank(_ entry: Entry, _ side: Int?) -> Int {
    let extent = min(entry.width, entry.height)
    let isEnough = side.map { extent >= $0 } ?? false
    let size = isEnough ? 1_024 - extent : extent
    return (isEnough ? 1 : 0) << 48 | size << 32 | entry.depth
  }

  /// A BMP without its file header, and the mask behind it.
  private static func picture(_ content: Span<UInt8>, _ limits: ImageLimits) throws(ImageError) -> Bitmap {
    let header = try BMPHeader(content, at: 0, isIcon: true)
    guard !header.compression.isRunLength else { throw .badData }
    let bitmap = try BMP.decode(content, header, pixelsAt: header.end, limits)
    let maskStart = header.end + header.height * header.rowLength
    if header.depth == 32, applyAlpha(content, header, bitmap) { return bitmap }
    let maskLength = (header.width + 31) / 32 * 4
    // Some writers leave the mask out where the pixels have alpha.
    guard header.height <= (content.count - maskStart) / maskLength else {
      guard header.depth == 32 else { throw .truncated }
      return bitmap
    }
    for y in 0..<header.height {
      let row = maskStart + y * maskLength
      bitmap.withRow(header.isTopDown ? y : header.height - 1 - y) { pixels in
        for x in pixels.indices where content[row + x / 8] & (0x80 >> UInt8(x % 8)) != 0 { pixels[x] = 0 }
      }
    }
    return bitmap
  }

  /// Scales plain 32-bit pixels by their fourth byte. False when that is zero everywhere, or already a field.
  private static func applyAlpha(_ content: Span<UInt8>, _ header: BMPHeader, _ bitmap: Bitmap) -> Bool {
    guard header.compression == .none else { return header.fields[3].isPresent }
    let alphas = stride(from: header.end + 3, to: header.end + header.height * header.rowLength, by: 4)
    guard alphas.contains(where: { content[$0] != 0 }) else { return false }
    for y in 0..<header.height {
      let row = header.end + y * header.rowLength
      bitmap.withRow(header.isTopDown ? y : header.height - 1 - y) { pixels in
        for x in pixels.indices { pixels[x] = PixelRow.scale(pixels[x], by: UInt32(content[row + x * 4 + 3])) }
      }
    }
    return true
  }
}
