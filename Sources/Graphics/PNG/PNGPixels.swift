// From the rows of a PNG image to premultiplied words, for each of its pixel formats.
//
// Samples of 16 bits are rounded to 8; gray is spread over all channels; the one clear colour of an image without alpha
// becomes 0. Spec: PNG (third edition) sections 7.2, 12.4 and 13.12.

/// Converts rows of one image.
struct PNGPixels {
  private let header: PNGHeader
  private let palette: [UInt32]
  private let clearColor: [UInt16]
  /// What becomes of samples: of 8 bits, or of 16 in deep images. Empty: nothing.
  private let curve: [UInt8]

  init(_ chunks: PNGChunks) {
    header = chunks.header
    // Every index has a colour: those beyond the palette's end, which only broken files use, are black.
    palette = chunks.palette + [UInt32](repeating: 0xff00_0000, count: 256 - chunks.palette.count)
    clearColor = chunks.clearColor
    curve = header.bitDepth == 16 ? chunks.gamma.deepCurve : chunks.gamma.curve
  }

  /// Converts the pixels of `row`, as many as `output` takes.
  func convert(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    switch (header.colorType, header.bitDepth) {
    case (.rgba, 8) where curve.isEmpty: convertRGBA(row, &output)
    case (.rgb, 8) where clearColor.isEmpty && curve.isEmpty: convertRGB(row, &output)
    case (.palette, 8):
      for x in 0..<output.count { output[x] = palette[Int(row[x])] }
    case (.palette, _):
      for x in 0..<output.count { output[x] = palette[Int(sample(row, x))] }
    case (.gray, _): convertGray(row, &output)
    case (.rgb, _): convertDeepRGB(row, &output)
    case (.grayAlpha, _):
      for x in 0..<output.count {
        let gray = color(sample(row, 2 * x)) * 0x01_0101
        output[x] = PixelRow.scale(0xff00_0000 | gray, by: scaled(sample(row, 2 * x + 1)))
      }
    case (.rgba, _):
      for x in 0..<output.count {
        output[x] = PixelRow.scale(0xff00_0000 | rgb(row, 4 * x), by: scaled(sample(row, 4 * x + 3)))
      }
    }
  }

  private func convertRGBA(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    precondition(row.count >= output.count * 4)
    // SAFETY: a byte has no padding; the precondition covers every offset.
    let bytes = unsafe row.bytes
    for x in 0..<output.count {
      let word = unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: x &* 4, as: UInt32.self).bigEndian
      let opaque = word >> 8 | 0xff00_0000
      let alpha = word & 0xff
      output[x] = alpha == 255 ? opaque : PixelRow.scale(opaque, by: alpha)
    }
  }

  private func convertRGB(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    precondition(row.count >= output.count * 3)
    for x in 0..<output.count {
      output[x] = 0xff00_0000 | UInt32(row[x * 3]) << 16 | UInt32(row[x * 3 + 1]) << 8 | UInt32(row[x * 3 + 2])
    }
  }

  private func convertGray(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    let clear = clearColor.first.map(UInt32.init)
    for x in 0..<output.count {
      let gray = sample(row, x)
      output[x] = gray == clear ? 0 : 0xff00_0000 | color(gray) * 0x01_0101
    }
  }

  private func convertDeepRGB(_ row: Span<UInt8>, _ output: inout MutableSpan<UInt32>) {
    for x in 0..<output.count {
      let isClear =
        clearColor.count == 3 && (0..<3).allSatisfy { sample(row, x * 3 + $0) == UInt32(clearColor[$0]) }
      output[x] = isClear ? 0 : 0xff00_0000 | rgb(row, x * 3)
    }
  }

  /// Three samples as 0x00RRGGBB.
  private func rgb(_ row: Span<UInt8>, _ first: Int) -> UInt32 {
    color(sample(row, first)) << 16 | color(sample(row, first + 1)) << 8 | color(sample(row, first + 2))
  }

  /// Sample number `index` of a row, as it is stored.
  private func sample(_ row: Span<UInt8>, _ index: Int) -> UInt32 {
    switch header.bitDepth {
    case 8: return UInt32(row[index])
    case 16: return UInt32(row[2 * index]) << 8 | UInt32(row[2 * index + 1])
    default:
      let bit = index * header.bitDepth
      return UInt32(row[bit / 8]) >> UInt32(8 - header.bitDepth - bit % 8) & (1 << UInt32(header.bitDepth) - 1)
    }
  }

  /// A colour's sample as the screen's, 0...255.
  private func color(_ sample: UInt32) -> UInt32 {
    if curve.isEmpty { return scaled(sample) }
    return UInt32(curve[Int(header.bitDepth == 16 ? sample : scaled(sample))])
  }

  /// A sample as 0...255.
  private func scaled(_ sample: UInt32) -> UInt32 {
    switch header.bitDepth {
    case 8: sample
    case 16: (sample * 255 + 32_895) >> 16
    case 4: sample * 0x11
    case 2: sample * 0x55
    default: sample * 0xff
    }
  }
}
