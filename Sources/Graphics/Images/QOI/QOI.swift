// QOI, the "quite OK image" format: pixels as differences, runs and references to 64 colours. Decodes and encodes.
//
// Two pixels are never stored worse than plain, and one pass each way makes it fast: screen recording uses it. The
// colour space byte is ignored (pixels are taken for sRGB). Spec: QOI, version 1.0 (qoiformat.org).

/// Reader and writer of QOI files.
public enum QOI {
  private enum Tag {
    static let index: UInt8 = 0x00
    static let difference: UInt8 = 0x40
    static let luma: UInt8 = 0x80
    static let run: UInt8 = 0xc0
    static let rgb: UInt8 = 0xfe
    static let rgba: UInt8 = 0xff
    static let mask: UInt8 = 0xc0
  }
  private static let headerLength = 14
  /// Behind the pixels: seven zeros and a one.
  private static let end: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1]
  private static let longestRun = 62

  /// The 64 colours that were seen last, by their hash.
  private struct Memory {
    private var colors = InlineArray<64, Color>(repeating: .clear)

    static func place(_ color: Color) -> Int {
      (Int(color.red) &* 3 &+ Int(color.green) &* 5 &+ Int(color.blue) &* 7 &+ Int(color.alpha) &* 11) & 63
    }

    subscript(place: Int) -> Color {
      get { colors[place & 63] }
      set { colors[place & 63] = newValue }
    }
  }

  // MARK: - Decoding

  /// The image in `file`.
  public static func decode(_ file: Span<UInt8>, limits: ImageLimits = .standard) throws(ImageError) -> Bitmap {
    var reader = ByteReader(file)
    guard try reader.big32() == 0x716f_6966 else { throw .badData }
    let width = try reader.big32()
    let height = try reader.big32()
    let channels = try reader.byte()
    let colorSpace = try reader.byte()
    guard width > 0, height > 0, channels == 3 || channels == 4, colorSpace <= 1 else { throw .badData }
    try limits.check(width, height)
    // A small file that promises more than its runs can hold is refused before it costs memory.
    guard width * height / longestRun <= reader.remaining else { throw .truncated }
    let bitmap = Bitmap(width: width, height: height)
    try bitmap.withPixels { pixels throws(ImageError) in try decode(file, from: reader.position, into: &pixels) }
    return bitmap
  }

  private static func decode(
    _ file: Span<UInt8>, from start: Int, into pixels: inout MutableSpan<UInt32>
  ) throws(ImageError) {
    var memory = Memory()
    var color = Color.black
    var position = start
    var filled = 0
    // The end mark stays out of reach of the pixels, so that each of these may look at four bytes more.
    let limit = file.count - end.count
    while filled < pixels.count {
      guard position < limit else { throw .truncated }
      let tag = file[position]
      var run = 1
      switch tag {
      case Tag.rgb:
        (color.red, color.green, color.blue) = (file[position + 1], file[position + 2], file[position + 3])
        position += 3
      case Tag.rgba:
        color = Color(
          red: file[position + 1], green: file[position + 2], blue: file[position + 3], alpha: file[position + 4])
        position += 4
      default:
        switch tag & Tag.mask {
        case Tag.index: color = memory[Int(tag)]
        case Tag.difference:
          color.red &+= (tag >> 4 & 3) &- 2
          color.green &+= (tag >> 2 & 3) &- 2
          color.blue &+= (tag & 3) &- 2
        case Tag.luma:
          let green = (tag & 63) &- 32
          let others = file[position + 1]
          color.red &+= green &- 8 &+ others >> 4
          color.green &+= green
          color.blue &+= green &- 8 &+ others & 15
          position += 1
        default:
          run = min(Int(tag & 63) + 1, pixels.count - filled)
        }
      }
      position += 1
      memory[Memory.place(color)] = color
      let pixel = color.alpha == 255 ? opaque(color) : color.premultiplied
      for index in filled..<(filled + run) { pixels[index] = pixel }
      filled += run
    }
    guard position <= limit else { throw .truncated }
  }

  private static func opaque(_ color: Color) -> UInt32 {
    0xff00_0000 | UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
  }

  // MARK: - Encoding

  /// The pixels of `image` as a QOI file with straight alpha. An empty image becomes one clear pixel.
  public static func encode(_ image: PixelBuffer) -> [UInt8] {
    guard image.width > 0, image.height > 0 else { return encode(Bitmap(width: 1, height: 1).buffer) }
    var file: [UInt8] = Array("qoif".utf8)
    file.reserveCapacity(headerLength + image.width * image.height + end.count)
    for number in [image.width, image.height] {
      for shift in [24, 16, 8, 0] { file.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    file += [4, 0]
    var memory = Memory()
    var previous = Color.black
    var word = previous.premultiplied
    var run = 0
    for y in 0..<image.height {
      for x in 0..<image.width {
        let next = image[x, y]
        if next == word {
          run += 1
          if run == longestRun { append(run: &run, to: &file) }
          continue
        }
        append(run: &run, to: &file)
        let color = Color(premultiplied: next)
        append(color, after: previous, &memory, to: &file)
        previous = color
        word = next
      }
    }
    append(run: &run, to: &file)
    return file + end
  }

  private static func append(run: inout Int, to file: inout [UInt8]) {
    guard run > 0 else { return }
    file.append(Tag.run | UInt8(run - 1))
    run = 0
  }

  private static func append(_ color: Color, after previous: Color, _ memory: inout Memory, to file: inout [UInt8]) {
    let place = Memory.place(color)
    if memory[place] == color { return file.append(Tag.index | UInt8(place)) }
    memory[place] = color
    guard color.alpha == previous.alpha else {
      return file += [Tag.rgba, color.red, color.green, color.blue, color.alpha]
    }
    let red = color.red &- previous.red
    let green = color.green &- previous.green
    let blue = color.blue &- previous.blue
    // Signed differences, moved up so that the smallest is zero.
    let (smallRed, smallGreen, smallBlue) = (red &+ 2, green &+ 2, blue &+ 2)
    if smallRed | smallGreen | smallBlue < 4 {
      return file.append(Tag.difference | smallRed << 4 | smallGreen << 2 | smallBlue)
    }
    let (lumaRed, lumaGreen, lumaBlue) = (red &- green &+ 8, green &+ 32, blue &- green &+ 8)
    if lumaGreen < 64, lumaRed | lumaBlue < 16 {
      file.append(Tag.luma | lumaGreen)
      return file.append(lumaRed << 4 | lumaBlue)
    }
    file += [Tag.rgb, color.red, color.green, color.blue]
  }
}
