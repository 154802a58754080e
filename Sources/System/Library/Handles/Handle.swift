// An owned handle: the one way to reach anything outside the process. Closed when it goes out of scope.
//
// Not: buffering (BufferedWriter), paths (FileSystem). On the host a handle is a file descriptor.

public import ABI

/// An open resource that this process owns.
@frozen public struct Handle: ~Copyable, Sendable {
  /// The number, for subscriptions and for `SpawnRequest.handles`; it stays owned by this value.
  public let raw: RawHandle

  /// Takes ownership of `raw`.
  public init(owning raw: RawHandle) { self.raw = raw }

  deinit { if raw != noHandle { Platform.close(raw) } }

  /// Opens `path` ("scheme:rest", or a path of the file system, relative to the working directory).
  public static func open(_ path: String, _ flags: OpenFlags = .read) throws(Errno) -> Handle {
    Handle(owning: try Platform.open(path, flags))
  }

  /// Closes now.
  public consuming func close() {}

  /// Gives up ownership: the caller has to close the number.
  public consuming func release() -> RawHandle {
    let raw = self.raw
    discard self
    return raw
  }

  /// A second handle on the same open resource (sharing its position).
  public func duplicate(rights: Rights = .all) throws(Errno) -> Handle {
    Handle(owning: try Platform.duplicate(raw, rights))
  }

  /// A handle that the server derives from this one ("write" of a pipe). Not on the host.
  public func derive(_ name: String) throws(Errno) -> Handle {
    Handle(owning: try Platform.derive(raw, name))
  }

  /// Moves the position.
  /// - Returns: the new position from the start, bytes.
  @discardableResult
  public func seek(to offset: Int64, from origin: SeekOrigin = .start) throws(Errno) -> UInt64 {
    try Platform.seek(raw, offset, origin)
  }

  public func status() throws(Errno) -> FileStatus { try Platform.status(raw) }
  public func truncate(to length: UInt64) throws(Errno) { try Platform.truncate(raw, length) }
  public func synchronize() throws(Errno) { try Platform.synchronize(raw) }
}

// MARK: - Reading and writing

extension Handle {
  /// Reads at most `buffer.count` bytes, at `offset` or at the handle's own position.
  /// - Returns: the number of bytes; 0 at the end.
  public func read(into buffer: inout [UInt8], at offset: UInt64? = nil) throws(Errno) -> Int {
    try Streams.read(raw, into: &buffer, at: offset)
  }

  /// Everything up to the end.
  /// - Parameter limit: more bytes than this are `.fileTooLarge`.
  public func readAll(limit: Int = .max) throws(Errno) -> [UInt8] { try Streams.readAll(raw, limit: limit) }

  /// Writes what the resource takes at once.
  @discardableResult
  public func write(_ bytes: borrowing Span<UInt8>, at offset: UInt64? = nil) throws(Errno) -> Int {
    try Streams.write(raw, bytes, at: offset)
  }

  /// Writes all of it.
  public func writeAll(_ bytes: [UInt8]) throws(Errno) { try Streams.writeAll(raw, bytes) }
  public func writeAll(_ text: String) throws(Errno) { try Streams.writeAll(raw, Array(text.utf8)) }
}
