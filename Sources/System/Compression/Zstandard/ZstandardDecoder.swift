// Zstandard files in pieces: frames, frames to be skipped, blocks of every kind, checksums.
//
// Not: dictionaries, which are refused, and the formats of before version 0.8. Memory: the frame's window and half of
// it more, as far as the output has come, and a block of input. Spec: RFC 8878.

/// A decoder of a Zstandard file that is fed piece by piece.
public final class ZstandardDecoder: StreamDecoder {
  private enum State {
    case frameHeader
    case skip(UInt64)
    case blockHeader
    case block(kind: Int, size: Int, isLast: Bool)
    case checksum
    case end
  }

  /// The window that a frame may ask for, where the caller does not say: what Debian's program lends, too.
  public static let windowLimit = 128 << 20

  private let windowLimit: Int
  private var input: [UInt8] = []
  private var position = 0
  private var inputEnds = false
  private var state = State.frameHeader
  private var frame: ZstandardFrame?
  private var block = ZstandardBlock()
  private var window: [UInt8] = []
  private var filled = 0
  private var produced: UInt64 = 0
  private var checksum = XXHash64()
  /// Frames that have ended, those to be skipped included.
  public private(set) var frameCount = 0

  /// - Parameter windowLimit: the most bytes that a frame may reach back.
  public init(windowLimit: Int = ZstandardDecoder.windowLimit) { self.windowLimit = windowLimit }

  public func feed(_ bytes: ArraySlice<UInt8>) {
    if position > input.count / 2 {
      input.removeFirst(position)
      position = 0
    }
    input.append(contentsOf: bytes)
  }

  public func endInput() { inputEnds = true }

  public func advance(into output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    do throws(CompressionError) {
      return try step(&output)
    } catch {
      guard error == .truncated, !inputEnds else { throw error }
      return .needsInput
    }
  }

  private var available: Int { input.count - position }

  private func step(_ output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    switch state {
    case .frameHeader:
      if available == 0, inputEnds, frameCount > 0 {
        state = .end
        return .finished
      }
      try startFrame()
    case .skip(let remaining):
      let count = Int(min(remaining, UInt64(available)))
      position += count
      guard UInt64(count) == remaining else {
        state = .skip(remaining - UInt64(count))
        throw .truncated
      }
      frameCount += 1
      state = .frameHeader
    case .blockHeader:
      let head = Int(try number(at: position, 3))
      position += 3
      state = .block(kind: head >> 1 & 3, size: head >> 3, isLast: head & 1 == 1)
    case .block(let kind, let size, let isLast):
      try decode(kind, size, &output)
      if !isLast { state = .blockHeader } else { try endBlocks() }
    case .checksum:
      let sum = try number(at: position, 4)
      position += 4
      guard sum == UInt32(truncatingIfNeeded: checksum.value) else { throw .badChecksum }
      endFrame()
    case .end:
      return .finished
    }
    return .advanced
  }

  private func number(at start: Int, _ count: Int) throws(CompressionError) -> UInt32 {
    guard count <= input.count - start else { throw .truncated }
    var value: UInt32 = 0
    for index in (start..<(start + count)).reversed() { value = value << 8 | UInt32(input[index]) }
    return value
  }

  private func startFrame() throws(CompressionError) {
    let magic = try number(at: position, 4)
    if magic & 0xffff_fff0 == ZstandardFrame.skippable {
      let size = try number(at: position + 4, 4)
      position += 8
      state = .skip(UInt64(size))
      return
    }
    guard magic == ZstandardFrame.magic else { throw .badHeader }
    let frame = try ZstandardFrame(input.span, position, windowLimit: windowLimit)
    position += frame.length
    self.frame = frame
    block.reset()
    filled = 0
    produced = 0
    checksum = XXHash64()
    state = .blockHeader
  }

  private func endBlocks() throws(CompressionError) {
    if let size = frame?.contentSize, size != produced { throw .badLength }
    if frame?.hasChecksum == true { state = .checksum } else { endFrame() }
  }

  private func endFrame() {
    frameCount += 1
    state = .frameHeader
  }

  /// Decodes a block once it is whole.
  private func decode(_ kind: Int, _ size: Int, _ output: inout [UInt8]) throws(CompressionError) {
    guard let frame, kind < 3, size <= frame.blockSize else { throw .badBlock }
    let length = kind == 1 ? 1 : size
    guard length <= available else { throw .truncated }
    makeRoom(frame)
    let start = filled
    var target: [UInt8] = []
    swap(&target, &window)
    defer { swap(&target, &window) }
    var span = target.mutableSpan
    switch kind {
    case 0:
      span.copy(input.span.extracting(position..<(position + size)), to: filled)
      filled += size
    case 1:
      let byte = input[position]
      for index in filled..<(filled + size) { span[index] = byte }
      filled += size
    default:
      try block.decode(input.span, position..<(position + size), &span, &filled, limit: filled + frame.blockSize)
    }
    position += length
    produced += UInt64(filled - start)
    if let limit = frame.contentSize, produced > limit { throw .badLength }
    if frame.hasChecksum { checksum.update(target.span.extracting(start..<filled)) }
    output.append(contentsOf: target[start..<filled])
  }

  /// Makes room for a block: grows the window as the output does, and slides it once it is as large as it may become.
  private func makeRoom(_ frame: ZstandardFrame) {
    guard window.count - filled < frame.blockSize else { return }
    let most = frame.windowSize + max(2 * ZstandardFrame.maximumBlock, frame.windowSize / 2)
    if window.count < most {
      let wanted = min(most, max(window.count * 2, filled + 2 * ZstandardFrame.maximumBlock))
      window.append(contentsOf: repeatElement(0, count: max(0, wanted - window.count)))
    }
    let excess = filled - frame.windowSize
    guard window.count - filled < frame.blockSize, excess > 0 else { return }
    window.removeFirst(excess)
    window.append(contentsOf: repeatElement(0, count: excess))
    filled = frame.windowSize
  }
}
