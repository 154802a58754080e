// Which side of a stored picture is up: the one entry of a camera's Exif data that the system obeys.
//
// Damaged data say nothing: the picture stays as it is. Spec: Exif 2.32 section 4.6.4, TIFF 6.0 section 2.

/// How a picture has to be turned, as Exif's numbers from 1 to 8.
struct ExifOrientation: Equatable {
  static let upright = ExifOrientation(number: 1)
  private static let tag = 0x0112
  private static let short = 3

  private let number: Int

  private init(number: Int) { self.number = number }

  /// From the content of a JPEG file's segment; nil when that is something else.
  init?(segment: Span<UInt8>) {
    let mark: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]
    guard segment.count > mark.count else { return nil }
    for index in mark.indices where segment[index] != mark[index] { return nil }
    let file = segment.extracting(mark.count..<segment.count)
    guard let number = try? Self.find(file), (1...8).contains(number) else { return nil }
    self.number = number
  }

  /// The number in a TIFF file's first directory.
  private static func find(_ file: Span<UInt8>) throws(ImageError) -> Int {
    var reader = ByteReader(file)
    let order = try reader.big16()
    guard order == 0x4949 || order == 0x4d4d else { throw .badData }
    let isLittle = order == 0x4949
    func short(_ reader: inout ByteReader) throws(ImageError) -> Int {
      isLittle ? try reader.little16() : try reader.big16()
    }
    func long(_ reader: inout ByteReader) throws(ImageError) -> Int {
      isLittle ? try reader.little32() : try reader.big32()
    }
    guard try short(&reader) == 42 else { throw .badData }
    reader = ByteReader(file, at: try long(&reader))
    for _ in 0..<(try short(&reader)) {
      let tag = try short(&reader)
      let type = try short(&reader)
      let count = try long(&reader)
      if tag == Self.tag, type == Self.short, count == 1 { return try short(&reader) }
      try reader.skip(4)
    }
    throw .badData
  }

  /// The picture with its upper side up.
  func upright(_ bitmap: Bitmap) -> Bitmap {
    guard number > 1 else { return bitmap }
    let swapsSides = number >= 5
    let (width, height) = (bitmap.width, bitmap.height)
    let result = Bitmap(width: swapsSides ? height : width, height: swapsSides ? width : height)
    let source = bitmap.buffer
    for y in 0..<result.height {
      result.withRow(y) { row in
        for x in row.indices {
          row[x] =
            switch number {
            case 2: source[width - 1 - x, y]
            case 3: source[width - 1 - x, height - 1 - y]
            case 4: source[x, height - 1 - y]
            case 5: source[y, x]
            case 6: source[y, height - 1 - x]
            case 7: source[width - 1 - y, height - 1 - x]
            default: source[width - 1 - y, x]
            }
        }
      }
    }
    return result
  }
}
