// The head of a Zstandard frame. Spec: RFC 8878 section 3.1.1.1.

/// What a frame says about itself.
struct ZstandardFrame {
  static let magic: UInt32 = 0xfd2f_b528
  /// The lowest of the sixteen numbers of frames to be skipped.
  static let skippable: UInt32 = 0x184d_2a50
  /// The most bytes that one block stands for.
  static let maximumBlock = 128 * 1_024

  /// How far matches reach back at most.
  let windowSize: Int
  /// Bytes that the frame stands for, if it says so.
  let contentSize: UInt64?
  let hasChecksum: Bool
  /// Bytes of the head, the magic number included.
  let length: Int
  /// The most bytes that one of its blocks stands for.
  var blockSize: Int { min(windowSize, Self.maximumBlock) }

  /// Reads the head at `position`; `.truncated` when it is not whole.
  init(_ input: Span<UInt8>, _ position: Int, windowLimit: Int) throws(CompressionError) {
    var next = position + 4
    func number(_ count: Int) throws(CompressionError) -> UInt64 {
      guard count <= input.count - next else { throw .truncated }
      var value: UInt64 = 0
      for index in (next..<(next + count)).reversed() { value = value << 8 | UInt64(input[index]) }
      next += count
      return value
    }
    let descriptor = try number(1)
    guard descriptor & 0x08 == 0 else { throw .badHeader }
    let isSingle = descriptor & 0x20 != 0
    hasChecksum = descriptor & 0x04 != 0
    var window: UInt64 = 0
    if !isSingle {
      let byte = try number(1)
      let base = UInt64(1) << (10 + byte >> 3)
      window = base + base / 8 * (byte & 7)
    }
    let dictionary = try number([0, 1, 2, 4][Int(descriptor & 3)])
    guard dictionary == 0 else { throw .needsDictionary }
    let flag = Int(descriptor >> 6)
    let size = try number(flag == 0 ? (isSingle ? 1 : 0) : 1 << flag)
    contentSize = flag == 0 && !isSingle ? nil : flag == 1 ? size + 256 : size
    if isSingle { window = contentSize ?? 0 }
    guard window <= UInt64(clamping: windowLimit) else { throw .windowLimit }
    windowSize = Int(window)
    length = next - position
  }
}
