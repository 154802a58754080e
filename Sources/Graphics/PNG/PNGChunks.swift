// The chunks of a PNG file: checks their order and checksums, and collects those that the image needs.
//
// Of ancillary chunks tRNS and gAMA are read; others are passed over (profiles, too: without a gamma pixels are taken
// for sRGB, and chunks that say more about colours make gAMA void). Spec: PNG (third edition) sections 5 and 11.

internal import Compression

/// What a PNG file holds beside its pixels, and where these lie.
struct PNGChunks {
  private enum ChunkType {
    static let header: UInt32 = 0x4948_4452  // IHDR
    static let palette: UInt32 = 0x504c_5445  // PLTE
    static let data: UInt32 = 0x4944_4154  // IDAT
    static let end: UInt32 = 0x4945_4e44  // IEND
    static let transparency: UInt32 = 0x7452_4e53  // tRNS
    static let gamma: UInt32 = 0x6741_4d41  // gAMA
    static let standardColors: UInt32 = 0x7352_4742  // sRGB
    static let profile: UInt32 = 0x6943_4350  // iCCP
    static let codePoints: UInt32 = 0x6349_4350  // cICP
    /// A chunk without this bit in its first letter must be understood.
    static let ancillary: UInt32 = 0x2000_0000
  }
  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  /// Length, type and checksum of a chunk.
  private static let overhead = 12

  let header: PNGHeader
  /// How samples become brightness, unless it is sRGB's way.
  private(set) var gamma = PNGGamma.standard
  /// Premultiplied words.
  private(set) var palette: [UInt32] = []
  /// The channels of the one clear colour of an image without alpha, as the samples are stored.
  private(set) var clearColor: [UInt16] = []
  /// The compressed pixels: parts of the file.
  private(set) var dataRanges: [Range<Int>] = []

  init(_ file: Span<UInt8>, limit: Int) throws(PNGError) {
    guard file.count >= Self.signature.count else { throw .truncated }
    for (index, byte) in Self.signature.enumerated() where file[index] != byte { throw .badFormat }
    var position = Self.signature.count
    let (first, firstBody) = try Self.chunk(file, &position)
    guard first == ChunkType.header else { throw .badFormat }
    try Self.check(file, firstBody)
    header = try PNGHeader(file.extracting(firstBody), limit: limit)

    var dataHasEnded = false
    var hasColors = false
    while true {
      let (type, body) = try Self.chunk(file, &position)
      if type != ChunkType.data && !dataRanges.isEmpty { dataHasEnded = true }
      switch type {
      case ChunkType.data:
        guard !dataHasEnded else { throw .badFormat }
        try Self.check(file, body)
        dataRanges.append(body)
      case ChunkType.palette:
        try Self.check(file, body)
        try readPalette(file.extracting(body))
      case ChunkType.transparency:
        try Self.check(file, body)
        try readTransparency(file.extracting(body))
      case ChunkType.standardColors, ChunkType.profile, ChunkType.codePoints:
        hasColors = true
        gamma = .standard
      case ChunkType.gamma where !hasColors && palette.isEmpty && dataRanges.isEmpty && body.count == 4:
        try Self.check(file, body)
        gamma = PNGGamma(number: Self.number(file, body.lowerBound))
      case ChunkType.end:
        guard !dataRanges.isEmpty, header.colorType != .palette || !palette.isEmpty else { throw .badFormat }
        return
      case ChunkType.header:
        throw .badFormat
      default:
        guard type & ChunkType.ancillary != 0 else { throw .notSupported }
      }
    }
  }

  /// A big-endian 32-bit number.
  static func number(_ bytes: Span<UInt8>, _ offset: Int) -> Int {
    Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
  }

  /// Type and content of the chunk at `position`, which moves behind it.
  private static func chunk(
    _ file: Span<UInt8>, _ position: inout Int
  ) throws(PNGError) -> (type: UInt32, body: Range<Int>) {
    guard file.count - position >= overhead else { throw .truncated }
    let length = number(file, position)
    guard length <= file.count - position - overhead else { throw .truncated }
    let type = UInt32(number(file, position + 4))
    let body = (position + 8)..<(position + 8 + length)
    position = body.upperBound + 4
    return (type, body)
  }

  /// Compares a chunk's CRC, which covers type and content.
  private static func check(_ file: Span<UInt8>, _ body: Range<Int>) throws(PNGError) {
    let sum = CRC32.checksum(file.extracting((body.lowerBound - 4)..<body.upperBound))
    guard Int(sum) == number(file, body.upperBound) else { throw .badChecksum }
  }

  private mutating func readPalette(_ data: Span<UInt8>) throws(PNGError) {
    guard palette.isEmpty, dataRanges.isEmpty, data.count % 3 == 0, (3...768).contains(data.count) else {
      throw .badFormat
    }
    // In images of full colour it only suggests colours to poor screens.
    guard header.colorType == .palette else { return }
    guard data.count / 3 <= 1 << header.bitDepth else { throw .badFormat }
    let curve = gamma.curve
    for index in stride(from: 0, to: data.count, by: 3) {
      let channels = (0..<3).map { curve.isEmpty ? data[index + $0] : curve[Int(data[index + $0])] }
      palette.append(Color(red: channels[0], green: channels[1], blue: channels[2]).premultiplied)
    }
  }

  private mutating func readTransparency(_ data: Span<UInt8>) throws(PNGError) {
    guard dataRanges.isEmpty else { throw .badFormat }
    switch header.colorType {
    case .palette:
      guard data.count <= palette.count else { throw .badFormat }
      for index in data.indices { palette[index] = PixelRow.scale(palette[index], by: UInt32(data[index])) }
    case .gray, .rgb:
      guard data.count == 2 * header.colorType.channels else { throw .badFormat }
      clearColor = stride(from: 0, to: data.count, by: 2).map { UInt16(data[$0]) << 8 | UInt16(data[$0 + 1]) }
    case .grayAlpha, .rgba:
      throw .badFormat
    }
  }
}
