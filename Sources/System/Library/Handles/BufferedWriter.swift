// Collects small writes into large ones. Flushed when full, on `flush`, and when it goes away.

public import ABI

/// Output with a buffer.
public final class BufferedWriter {
  /// Bytes collected before a write: a pipe's worth.
  static let capacity = 32 * 1024

  private let raw: RawHandle
  private var buffer: [UInt8] = []
  /// The first error; later output is dropped.
  public private(set) var failure: Errno?

  /// Writes to a handle number that stays someone else's.
  public init(_ raw: RawHandle = Streams.output) {
    self.raw = raw
    buffer.reserveCapacity(Self.capacity)
  }

  deinit { flush() }

  public func write(_ bytes: borrowing Span<UInt8>) {
    if buffer.count + bytes.count > Self.capacity { flush() }
    for index in bytes.indices { buffer.append(bytes[index]) }
  }
  public func write(_ bytes: [UInt8]) {
    if buffer.count + bytes.count > Self.capacity { flush() }
    buffer.append(contentsOf: bytes)
  }
  public func write(_ bytes: ArraySlice<UInt8>) {
    if buffer.count + bytes.count > Self.capacity { flush() }
    buffer.append(contentsOf: bytes)
  }
  public func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > Self.capacity { flush() }
  }
  public func write(byte: UInt8) {
    buffer.append(byte)
    if buffer.count > Self.capacity { flush() }
  }

  public func flush() {
    if failure == nil, !buffer.isEmpty {
      do throws(Errno) { try Streams.writeAll(raw, buffer) } catch { failure = error }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
