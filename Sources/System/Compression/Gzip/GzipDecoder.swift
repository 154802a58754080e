// gzip files in pieces: one member or several, the padding of zeros that tapes add, and what is no gzip behind them.
//
// Spec: RFC 1952.

/// A decoder of a gzip file that is fed piece by piece.
public final class GzipDecoder: StreamDecoder {
  /// What lies behind the last member.
  public enum Trailing: Equatable, Sendable { case nothing, zeros, garbage }
  private enum State { case header, body, trailer, between, end }

  private static let trailerSize = 8

  private var stream = InflateStream()
  private var state = State.header
  private var checksum = CRC32()
  /// Bytes that the current member stands for.
  private var count: UInt64 = 0
  private var fed: UInt64 = 0

  /// The header of the first member, once it is known.
  public private(set) var header: GzipHeader?
  /// What lies behind the last member.
  public private(set) var trailing = Trailing.nothing
  /// The CRC-32 of the last member that has ended.
  public private(set) var lastChecksum: UInt32 = 0
  /// Bytes of all members that have ended, without what lies behind them.
  public var compressedCount: UInt64 { fed - UInt64(stream.input.count) }

  public init() {}

  public func feed(_ bytes: ArraySlice<UInt8>) {
    guard state != .end else { return }
    stream.input.append(contentsOf: bytes)
    fed += UInt64(bytes.count)
  }
  public func endInput() { stream.inputEnds = true }

  public func advance(into output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    switch state {
    case .header: return try startMember()
    case .body: return try decode(&output)
    case .trailer: return try endMember()
    case .between: return findNext()
    case .end: return .finished
    }
  }

  private func startMember() throws(CompressionError) -> StreamProgress {
    let found: GzipHeader
    do throws(CompressionError) {
      found = try GzipHeader(stream.input.span)
    } catch {
      guard error == .truncated, !stream.inputEnds else { throw error }
      return .needsInput
    }
    stream.input.removeFirst(found.length)
    if header == nil { header = found }
    stream.restart()
    checksum = CRC32()
    count = 0
    state = .body
    return .advanced
  }

  private func decode(_ output: inout [UInt8]) throws(CompressionError) -> StreamProgress {
    let start = output.count
    defer {
      checksum.update(output.span.extracting(start..<output.count))
      count &+= UInt64(output.count - start)
    }
    let progress = try stream.advance(into: &output)
    guard progress == .finished else { return progress }
    state = .trailer
    return .advanced
  }

  private func endMember() throws(CompressionError) -> StreamProgress {
    guard stream.input.count >= Self.trailerSize else {
      if stream.inputEnds { throw .truncated }
      return .needsInput
    }
    var trailer: UInt64 = 0
    for offset in (0..<Self.trailerSize).reversed() { trailer = trailer << 8 | UInt64(stream.input[offset]) }
    stream.input.removeFirst(Self.trailerSize)
    lastChecksum = UInt32(truncatingIfNeeded: trailer)
    guard lastChecksum == checksum.value else { throw .badChecksum }
    guard UInt32(truncatingIfNeeded: trailer >> 32) == UInt32(truncatingIfNeeded: count) else { throw .badLength }
    state = .between
    return .advanced
  }

  /// Looks for another member.
  private func findNext() -> StreamProgress {
    let zeros = stream.input.prefix { $0 == 0 }.count
    if zeros > 0 {
      trailing = .zeros
      stream.input.removeFirst(zeros)
    }
    let magic: [UInt8] = [0x1f, 0x8b]
    let start = stream.input.prefix(magic.count)
    if trailing == .nothing, start.elementsEqual(magic) {
      state = .header
      return .advanced
    }
    if start.isEmpty || trailing == .nothing && start.elementsEqual(magic.prefix(start.count)), !stream.inputEnds {
      return .needsInput
    }
    if !start.isEmpty { trailing = .garbage }
    state = .end
    return .finished
  }
}
