// Decodes a VP8L image: header, transforms, pixels, and the transforms undone from the last to the first.
//
// Spec: RFC 9649 sections 3.3 to 3.5.

struct VP8LDecoder: ~Escapable {
  private static let signature = 0x2f

  private var bits: VP8LBits
  private let limits: ImageLimits
  private let width: Int
  private let height: Int

  @_lifetime(copy content)
  init(_ content: Span<UInt8>, _ limits: ImageLimits) throws(ImageError) {
    bits = VP8LBits(content)
    self.limits = limits
    guard try bits.number(8) == Self.signature else { throw .badData }
    width = try bits.number(14) + 1
    height = try bits.number(14) + 1
    // Whether alpha is used is a hint only: the pixels say.
    _ = try bits.number(1)
    guard try bits.number(3) == 0 else { throw .notSupported(.webPVersion) }
    // The pixels beside the bitmap, twice while numbers become colours, and the small images of transforms.
    try limits.check(width, height, working: width * height * 10)
  }

  mutating func decode() throws(ImageError) -> Bitmap {
    var transforms: [(VP8LTransform, width: Int)] = []
    var kinds: Set<Int> = []
    var codedWidth = width
    while try bits.number(1) == 1 {
      let kind = try bits.number(2)
      guard kinds.insert(kind).inserted else { throw .badData }
      let width = codedWidth
      transforms.append((try readTransform(kind, &codedWidth), width))
    }
    let image = try VP8LPixels(
      &bits, width: codedWidth, height: height, isWhole: true, memory: limits.memory / 2)
    var pixels = image.pixels
    for (transform, width) in transforms.reversed() { transform.undo(&pixels, width: width, height: height) }
    let bitmap = Bitmap(width: width, height: height)
    bitmap.withPixels { output in
      for index in output.indices {
        let pixel = pixels[index]
        output[index] =
          pixel >= 0xff00_0000 ? pixel : PixelRow.scale(pixel | 0xff00_0000, by: pixel >> 24)
      }
    }
    return bitmap
  }

  /// - Parameter codedWidth: the width of the image that this transform is applied to; changes where pixels are packed.
  private mutating func readTransform(_ kind: Int, _ codedWidth: inout Int) throws(ImageError) -> VP8LTransform {
    switch kind {
    case 0, 1:
      let size = try bits.number(3) + 2
      let image = try VP8LPixels(
        &bits, width: VP8LPixels.squares(codedWidth, size), height: VP8LPixels.squares(height, size), isWhole: false,
        memory: limits.memory / 2)
      return kind == 0 ? .predictor(image, bits: size) : .color(image, bits: size)
    case 2: return .subtractGreen
    default:
      let count = try bits.number(8) + 1
      var palette = try VP8LPixels(&bits, width: count, height: 1, isWhole: false, memory: limits.memory / 2).pixels
      for index in 1..<max(1, count) { palette[index] = VP8LPredictor.sum(palette[index], palette[index - 1]) }
      let packing = count <= 2 ? 3 : count <= 4 ? 2 : count <= 16 ? 1 : 0
      codedWidth = VP8LPixels.squares(codedWidth, packing)
      return .indexing(palette, bits: packing)
    }
  }
}
