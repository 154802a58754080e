// The header of a BMP image in all its versions, with the palette and the bit fields behind it.
//
// OS/2's has 12 bytes, or 16 to 64; Windows' 40, 52, 56, 108 (version 4) or 124 (version 5). A longer one only adds
// fields. In an icon the height counts the mask's rows, too.

/// Size, pixel format and colours of a BMP image.
struct BMPHeader {
  enum Compression: Int {
    case none = 0
    case runs8 = 1
    case runs4 = 2
    case fields = 3
    case alphaFields = 6

    var isRunLength: Bool { self == .runs8 || self == .runs4 }
  }
  private static let shortLength = 12
  private static let commonLength = 40
  /// A header longer than any version's is damage.
  private static let longest = 256

  let width: Int
  let height: Int
  let isTopDown: Bool
  /// Bits of a pixel: 1, 4, 8, 16, 24 or 32; 2 is Windows CE's.
  let depth: Int
  let compression: Compression
  /// Opaque words; empty for deep pixels.
  private(set) var palette: [UInt32] = []
  /// Where red, green, blue and alpha lie in a pixel of 16 or 32 bits.
  private(set) var fields: [BMPField] = []
  /// Behind header, fields and palette.
  private(set) var end: Int

  init(_ file: Span<UInt8>, at start: Int, isIcon: Bool) throws(ImageError) {
    var reader = ByteReader(file, at: start)
    let length = try reader.little32()
    guard length == Self.shortLength || (16...Self.longest).contains(length) else { throw .badData }
    // What a short header leaves out is zero.
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    for index in 4..<length { bytes[index] = UInt8(try reader.byte()) }
    var values = ByteReader(bytes.span, at: 4)
    var height: Int
    if length == Self.shortLength {
      width = try values.little16()
      height = try values.little16()
    } else {
      width = Int(Int32(truncatingIfNeeded: try values.little32()))
      height = Int(Int32(truncatingIfNeeded: try values.little32()))
    }
    isTopDown = height < 0
    height = abs(height)
    self.height = isIcon ? height / 2 : height
    guard width > 0, self.height > 0, try values.little16() == 1 else { throw .badData }
    depth = try values.little16()
    let method = length == Self.shortLength ? 0 : try values.little32()
    // OS/2 uses 3 and 4 for its own codes in headers that Windows does not have.
    let isForeign = method >= 3 && (16..<Self.commonLength).contains(length) || method == 3 && length == 64
    guard let compression = Compression(rawValue: method), !isForeign else { throw .notSupported(.bmpCompression) }
    self.compression = compression
    end = start + length
    try checkFormat()

    try values.skip(12)
    let colors = length == Self.shortLength ? 0 : try values.little32()
    try readFields(bytes.span, length, file)
    try readPalette(file, colors, isShort: length == Self.shortLength)
  }

  /// Bytes of a row: whole words.
  var rowLength: Int { (width * depth + 31) / 32 * 4 }

  private func checkFormat() throws(ImageError) {
    let depths: [Int] =
      switch compression {
      case .none: [1, 2, 4, 8, 16, 24, 32]
      case .runs8: [8]
      case .runs4: [4]
      case .fields, .alphaFields: [16, 32]
      }
    guard depths.contains(depth), !isTopDown || !compression.isRunLength else { throw .badData }
  }

  /// - Parameter header: padded with zeros.
  private mutating func readFields(
    _ header: Span<UInt8>, _ length: Int, _ file: Span<UInt8>
  ) throws(ImageError) {
    guard depth == 16 || depth == 32 else { return }
    var masks: [Int] = depth == 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff_0000, 0xff00, 0xff, 0]
    if compression == .fields || compression == .alphaFields {
      let count = compression == .alphaFields || length >= 56 ? 4 : 3
      // In longer headers they are a part, behind others they follow.
      let isInside = length >= Self.commonLength + 12
      for index in 0..<count {
        var reader = isInside ? ByteReader(header, at: 40 + index * 4) : ByteReader(file, at: end + index * 4)
        masks[index] = try reader.little32()
      }
      if !isInside { end += count * 4 }
    }
    for mask in masks {
      guard let field = BMPField(mask: UInt32(truncatingIfNeeded: mask)) else { throw .badData }
      fields.append(field)
    }
  }

  private mutating func readPalette(_ file: Span<UInt8>, _ colors: Int, isShort: Bool) throws(ImageError) {
    var reader = ByteReader(file, at: end)
    let size = isShort ? 3 : 4
    // In deep images the palette only suggests colours to poor screens.
    guard depth <= 8 else { return try skipPalette(colors, size, file) }
    let count = colors == 0 ? 1 << depth : colors
    guard count <= 1 << 16 else { throw .badData }
    for index in 0..<count {
      let color = 0xff00_0000 | UInt32(try reader.little24())
      if size == 4 { try reader.skip(1) }
      if index < 256 { palette.append(color) }
    }
    end = reader.position
  }

  private mutating func skipPalette(_ colors: Int, _ size: Int, _ file: Span<UInt8>) throws(ImageError) {
    guard colors <= (file.count - min(end, file.count)) / size else { throw .truncated }
    end += colors * size
  }
}
