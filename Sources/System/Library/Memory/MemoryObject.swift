// Memory that can be shared: an object, and its mapping into this process.

public import ABI

/// Zeroed memory that several processes can map.
public struct MemoryObject: ~Copyable, Sendable {
  public let handle: Handle
  /// Bytes.
  public let length: Int

  /// A new object.
  public init(length: Int) throws(Errno) {
    handle = Handle(owning: try Platform.makeMemoryObject(length))
    self.length = length
  }

  /// Takes over a handle that came with a message.
  public init(_ handle: consuming Handle, length: Int) {
    self.handle = handle
    self.length = length
  }

  /// Maps all of it, shared.
  /// - Parameter isPresent: all pages now. A lack of memory is an error here; without it, it is the end of whoever
  ///   touches a page that cannot be had.
  public func map(writable: Bool, isPresent: Bool = false) throws(Errno) -> MappedMemory {
    try MappedMemory(handle.raw, length: length, writable: writable, isPresent: isPresent)
  }
}

/// Memory that is mapped into this process; unmapped when it goes out of scope.
@safe public struct MappedMemory: ~Copyable, @unchecked Sendable {
  /// The first byte. Other processes may write here at any time: copy before you decide on it.
  /// (Unsafe by nature: every use has to be marked.)
  public let base: UnsafeMutableRawPointer
  /// Bytes.
  public let length: Int

  /// Maps `length` bytes of what `raw` offers (a memory object, or anything whose server answers `map`).
  public init(
    _ raw: RawHandle, offset: UInt64 = 0, length: Int, writable: Bool, isPresent: Bool = false
  ) throws(Errno) {
    // SAFETY: the mapping is owned by this value until deinit.
    unsafe base = try Platform.mapShared(raw, offset, length, writable, isPresent)
    self.length = length
  }

  /// Where it lies, as a number: for `DeviceMemory`.
  var address: UInt64 { unsafe UInt64(UInt(bitPattern: base)) }

  deinit { unsafe Platform.unmap(base, length) }
}
