// The IHDR chunk: size and pixel format. Spec: PNG (third edition) section 11.2.1.

/// Size and format of a PNG image.
struct PNGHeader: Equatable {
  enum ColorType: UInt8 {
    case gray = 0
    case rgb = 2
    case palette = 3
    case grayAlpha = 4
    case rgba = 6

    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayAlpha: 2
      case .rgb: 3
      case .rgba: 4
      }
    }
  }

  static let length = 13

  let width: Int
  let height: Int
  /// Bits of a channel: 1, 2, 4, 8 or 16.
  let bitDepth: Int
  let colorType: ColorType
  let isInterlaced: Bool

  init(_ data: Span<UInt8>, limit: Int) throws(PNGError) {
    guard data.count == Self.length else { throw .badFormat }
    let width = PNGChunks.number(data, 0)
    let height = PNGChunks.number(data, 4)
    guard (1...0x7fff_ffff).contains(width), (1...0x7fff_ffff).contains(height) else { throw .badFormat }
    guard let type = ColorType(rawValue: data[9]), data[10] == 0, data[11] == 0, data[12] <= 1 else {
      throw .notSupported
    }
    let depths: [UInt8] =
      switch type {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      case .rgb, .grayAlpha, .rgba: [8, 16]
      }
    guard depths.contains(data[8]) else { throw .notSupported }
    guard width <= min(limit, Bitmap.limit) / height else { throw .tooLarge }
    self.width = width
    self.height = height
    bitDepth = Int(data[8])
    colorType = type
    isInterlaced = data[12] == 1
  }

  var bitsPerPixel: Int { bitDepth * colorType.channels }

  /// Bytes of a row of so many pixels, without the filter's number.
  func rowLength(_ width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }

  /// From a byte to the one that filters compare it with.
  var filterDistance: Int { max(1, bitsPerPixel / 8) }

  /// The images that the file holds one after the other: one, or the seven of Adam7 (section 8.2) that are not empty.
  var passes: [PNGPass] {
    guard isInterlaced else { return [PNGPass(width, height, 0, 0, 1, 1)] }
    return [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ].compactMap { x, y, stepX, stepY in
      guard width > x, height > y else { return nil }
      return PNGPass((width - x + stepX - 1) / stepX, (height - y + stepY - 1) / stepY, x, y, stepX, stepY)
    }
  }

  /// Bytes of all rows of all passes, filters' numbers included.
  var dataLength: Int { passes.reduce(0) { $0 + $1.height * (1 + rowLength($1.width)) } }
}

/// One of the reduced images of an interlaced file, or the whole of another.
struct PNGPass {
  let width: Int
  let height: Int
  let firstX: Int
  let firstY: Int
  let stepX: Int
  let stepY: Int

  init(_ width: Int, _ height: Int, _ firstX: Int, _ firstY: Int, _ stepX: Int, _ stepY: Int) {
    (self.width, self.height) = (width, height)
    (self.firstX, self.firstY, self.stepX, self.stepY) = (firstX, firstY, stepX, stepY)
  }
}
