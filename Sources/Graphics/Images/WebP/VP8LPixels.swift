// Entropy-coded pixels of VP8L: literal colours, repetitions, and references to a cache of colours.
//
// The image itself is written so, and so are the small images that its transforms and the choice of codes need.
// Spec: RFC 9649 sections 3.6 and 3.7.

/// Pixels as the file has them: straight 0xAARRGGBB, not transformed back.
struct VP8LPixels {
  private static let mostCacheBits = 11
  /// Distances below this number stand for neighbours in two dimensions.
  private static let nearDistances = 120
  /// Neighbours in the order of their numbers: how far up, times 16, and how far left, from 8 (0) on.
  private static let near: InlineArray<120, UInt8> = [
    0x18, 0x07, 0x17, 0x19, 0x28, 0x06, 0x27, 0x29, 0x16, 0x1a, 0x26, 0x2a, 0x38, 0x05, 0x37, 0x39, 0x15, 0x1b, 0x36,
    0x3a, 0x25, 0x2b, 0x48, 0x04, 0x47, 0x49, 0x14, 0x1c, 0x35, 0x3b, 0x46, 0x4a, 0x24, 0x2c, 0x58, 0x45, 0x4b, 0x34,
    0x3c, 0x03, 0x57, 0x59, 0x13, 0x1d, 0x56, 0x5a, 0x23, 0x2d, 0x44, 0x4c, 0x55, 0x5b, 0x33, 0x3d, 0x68, 0x02, 0x67,
    0x69, 0x12, 0x1e, 0x66, 0x6a, 0x22, 0x2e, 0x54, 0x5c, 0x43, 0x4d, 0x65, 0x6b, 0x32, 0x3e, 0x78, 0x01, 0x77, 0x79,
    0x53, 0x5d, 0x11, 0x1f, 0x64, 0x6c, 0x42, 0x4e, 0x76, 0x7a, 0x21, 0x2f, 0x75, 0x7b, 0x31, 0x3f, 0x63, 0x6d, 0x52,
    0x5e, 0x00, 0x74, 0x7c, 0x41, 0x4f, 0x10, 0x20, 0x62, 0x6e, 0x30, 0x73, 0x7d, 0x51, 0x5f, 0x40, 0x72, 0x7e, 0x61,
    0x6f, 0x50, 0x71, 0x7f, 0x60, 0x70,
  ]

  let width: Int
  let height: Int
  private(set) var pixels: [UInt32] = []
  /// The group of each square of 2^`groupBits` pixels; empty: there is one for all.
  private var groupNumbers: [Int] = []
  private var groupBits = 0
  private var cacheBits = 0

  /// Reads an image of this size. `isWhole`: the image itself, which may use several groups of codes.
  /// - Parameter memory: bytes that tables may take.
  init(_ bits: inout VP8LBits, width: Int, height: Int, isWhole: Bool, memory: Int) throws(ImageError) {
    self.width = width
    self.height = height
    var cache: [UInt32] = []
    if try bits.number(1) == 1 {
      cacheBits = try bits.number(4)
      guard (1...Self.mostCacheBits).contains(cacheBits) else { throw .badData }
      cache = [UInt32](repeating: 0, count: 1 << cacheBits)
    }
    var count = 1
    if isWhole, try bits.number(1) == 1 { count = try readGroupNumbers(&bits, memory) }
    var groups: [VP8LCodeGroup] = []
    var rest = memory
    for _ in 0..<count {
      let group = try VP8LCodeGroup(&bits, cacheSize: cache.count)
      rest -= group.size
      guard rest >= 0 else { throw .tooLarge }
      groups.append(group)
    }
    var decoded = [UInt32](repeating: 0, count: width * height)
    var output = decoded.mutableSpan
    try decode(&bits, groups, &cache, &output)
    pixels = decoded
  }

  /// Which group each square uses, and how many groups there are.
  private mutating func readGroupNumbers(_ bits: inout VP8LBits, _ memory: Int) throws(ImageError) -> Int {
    groupBits = try bits.number(3) + 2
    let numbers = try VP8LPixels(
      &bits, width: Self.squares(width, groupBits), height: Self.squares(height, groupBits), isWhole: false,
      memory: memory)
    groupNumbers = numbers.pixels.map { Int($0 >> 8 & 0xffff) }
    return (groupNumbers.max() ?? 0) + 1
  }

  /// How many squares of 2^`bits` pixels cover a side.
  static func squares(_ side: Int, _ bits: Int) -> Int { (side + 1 << bits - 1) >> bits }

  private func decode(
    _ bits: inout VP8LBits, _ groups: [VP8LCodeGroup], _ cache: inout [UInt32], _ output: inout MutableSpan<UInt32>
  ) throws(ImageError) {
    let squaresAcross = Self.squares(width, groupBits)
    var filled = 0
    var (x, y) = (0, 0)
    var group = groups[groupNumbers.first ?? 0]
    let groupMask = 1 << groupBits - 1
    // A repetition ends anywhere in a square.
    var hasJumped = false
    while filled < output.count {
      if !groupNumbers.isEmpty, hasJumped || x & groupMask == 0 {
        group = groups[groupNumbers[(y >> groupBits) * squaresAcross + x >> groupBits]]
      }
      let symbol = group.green.symbol(&bits)
      var length = 1
      if symbol < VP8LCodeGroup.channelSymbols {
        let red = group.red.symbol(&bits)
        let blue = group.blue.symbol(&bits)
        let alpha = group.alpha.symbol(&bits)
        output[filled] = UInt32(truncatingIfNeeded: alpha << 24 | red << 16 | symbol << 8 | blue)
      } else if symbol < VP8LCodeGroup.channelSymbols + VP8LCodeGroup.lengthSymbols {
        length = Self.value(symbol - VP8LCodeGroup.channelSymbols, &bits)
        let distance = Self.distance(Self.value(group.distance.symbol(&bits), &bits), width)
        guard distance <= filled, length <= output.count - filled else {
          throw bits.isExhausted ? .truncated : .badData
        }
        for place in filled..<(filled + length) { output[place] = output[place - distance] }
      } else {
        output[filled] = cache[symbol - VP8LCodeGroup.channelSymbols - VP8LCodeGroup.lengthSymbols]
      }
      if cacheBits > 0 {
        for place in filled..<(filled + length) {
          let hash = output[place] &* 0x1e35_a7bd
          cache[Int(hash &>> UInt32(truncatingIfNeeded: 32 &- cacheBits))] = output[place]
        }
      }
      filled += length
      x += length
      if x >= width {
        guard !bits.isExhausted else { throw .truncated }
        y += x / width
        x %= width
      }
      hasJumped = length > 1
    }
    guard !bits.isExhausted else { throw .truncated }
  }

  /// The number that a prefix and the bits behind it stand for, from 1 on.
  private static func value(_ prefix: Int, _ bits: inout VP8LBits) -> Int {
    if prefix < 4 { return prefix + 1 }
    let extra = (prefix - 2) >> 1
    return (2 + prefix & 1) << extra + bits.take(extra) + 1
  }

  /// How many pixels back a repetition starts.
  private static func distance(_ number: Int, _ width: Int) -> Int {
    guard number <= nearDistances else { return number - nearDistances }
    let place = Int(near[number - 1])
    return max(1, (place >> 4) * width + 8 - place & 15)
  }
}
