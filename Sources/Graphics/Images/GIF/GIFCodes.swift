// GIF's LZW codes: from 3 to 12 bits, lowest bit first, in blocks of up to 255 bytes.
//
// Each code stands for bytes that were written before: the last code's, and one more. So the table holds places in the
// output, and nothing is ever put together backwards. Spec: GIF89a appendix F.

/// Decodes the codes of one frame.
struct GIFCodes {
  private static let longestCode = 12

  private let clear: Int
  private let firstSize: Int
  /// Where the bytes of each code lie, and how many they are.
  private var starts = [Int](repeating: 0, count: 1 << longestCode)
  private var lengths = [Int](repeating: 0, count: 1 << longestCode)
  private var bits = 0
  private var bitCount = 0
  /// What is left of the block.
  private var block = 0
  private var hasEnded = false

  init(_ reader: inout ByteReader) throws(ImageError) {
    let size = try reader.byte()
    guard (1...8).contains(size) else { throw .badData }
    firstSize = size + 1
    clear = 1 << size
  }

  /// Passes over a frame's codes.
  static func skip(_ reader: inout ByteReader) throws(ImageError) {
    try reader.skip(1)
    while true {
      let length = try reader.byte()
      if length == 0 { return }
      try reader.skip(length)
    }
  }

  /// Fills `output`, and passes over what follows up to the frame's end.
  /// - Returns: how much was filled: less when the codes end early.
  mutating func decode(
    _ reader: inout ByteReader, into output: inout MutableSpan<UInt8>
  ) throws(ImageError) -> Int {
    var filled = 0
    var size = firstSize
    var next = clear + 2
    var last: (start: Int, length: Int)?
    while filled < output.count, let code = try code(&reader, size) {
      if code == clear {
        (size, next, last) = (firstSize, clear + 2, nil)
        continue
      }
      if code == clear + 1 { break }
      if let last, next < 1 << Self.longestCode {
        // Its final byte is the one that is written next, whichever code it comes from: this one, too.
        starts[next] = last.start
        lengths[next] = last.length + 1
        next += 1
        if next == 1 << size, size < Self.longestCode { size += 1 }
      }
      let start = filled
      if code < clear {
        output[filled] = UInt8(code)
        filled += 1
      } else {
        guard code < next else { throw .badData }
        let source = starts[code]
        let length = min(lengths[code], output.count - filled)
        for index in 0..<length { output[start + index] = output[source + index] }
        filled += length
      }
      last = (start, filled - start)
    }
    try finish(&reader)
    return filled
  }

  /// The next code; nil when the frame's blocks end.
  @inline(__always) private mutating func code(_ reader: inout ByteReader, _ size: Int) throws(ImageError) -> Int? {
    while bitCount < size {
      if block == 0 {
        block = try reader.byte()
        if block == 0 {
          hasEnded = true
          return nil
        }
      }
      bits |= try reader.byte() << bitCount
      bitCount += 8
      block -= 1
    }
    let code = bits & (1 << size - 1)
    bits >>= size
    bitCount -= size
    return code
  }

  private mutating func finish(_ reader: inout ByteReader) throws(ImageError) {
    guard !hasEnded else { return }
    try reader.skip(block)
    while true {
      let length = try reader.byte()
      if length == 0 { return }
      try reader.skip(length)
    }
  }
}
