// Writes PNG files: 8-bit RGB for opaque images, RGBA for others, a filter chosen for each row.
//
// The filter whose differences are smallest in sum is taken, which is what the specification suggests (section 12.7).
// The same pixels give the same bytes. Spec: PNG (third edition).

public import Compression

extension PNG {
  /// The pixels of `image` as a PNG file. An empty image, which PNG cannot express, becomes one clear pixel.
  public static func encode(_ image: PixelBuffer, effort: CompressionEffort = .normal) -> [UInt8] {
    guard image.width > 0, image.height > 0 else { return encode(Bitmap(width: 1, height: 1).buffer) }
    let channels = isOpaque(image) ? 3 : 4
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let type: PNGHeader.ColorType = channels == 3 ? .rgb : .rgba
    append(bytes(image.width) + bytes(image.height) + [8, type.rawValue, 0, 0, 0], "IHDR", to: &file)
    append(Zlib.compress(filtered(image, channels).span, effort: effort), "IDAT", to: &file)
    append([], "IEND", to: &file)
    return file
  }

  private static func isOpaque(_ image: PixelBuffer) -> Bool {
    for y in 0..<image.height {
      for x in 0..<image.width where image[x, y] < 0xff00_0000 { return false }
    }
    return true
  }

  /// All rows behind the numbers of their filters.
  private static func filtered(_ image: PixelBuffer, _ channels: Int) -> [UInt8] {
    var data: [UInt8] = []
    data.reserveCapacity((image.width * channels + 1) * image.height)
    var above = [UInt8](repeating: 0, count: image.width * channels)
    for y in 0..<image.height {
      let row = straightRow(image, y, channels)
      var best = PNGFilter.apply(PNGFilter.none, row, above: above, distance: channels)
      for filter in [PNGFilter.sub, PNGFilter.up, PNGFilter.average, PNGFilter.paeth] where best.cost > 0 {
        let candidate = PNGFilter.apply(filter, row, above: above, distance: channels)
        if candidate.cost < best.cost { best = candidate }
      }
      data += best.bytes
      above = row
    }
    return data
  }

  /// A row as bytes, with straight alpha.
  private static func straightRow(_ image: PixelBuffer, _ y: Int, _ channels: Int) -> [UInt8] {
    var row: [UInt8] = []
    row.reserveCapacity(image.width * channels)
    for x in 0..<image.width {
      let color = Color(premultiplied: image[x, y])
      row.append(color.red)
      row.append(color.green)
      row.append(color.blue)
      if channels == 4 { row.append(color.alpha) }
    }
    return row
  }

  private static func bytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private static func append(_ body: [UInt8], _ type: String, to file: inout [UInt8]) {
    let content = Array(type.utf8) + body
    file += bytes(body.count)
    file += content
    file += bytes(Int(CRC32.checksum(content.span)))
  }
}
