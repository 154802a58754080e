// Small helpers for the bytes of requests.

public import ABI

extension Span where Element == UInt8 {
  /// The bytes, copied.
  public var array: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for index in indices { result.append(self[index]) }
    return result
  }

  /// The bytes as UTF-8 text; damaged sequences become U+FFFD.
  public var text: String { String(decoding: array, as: UTF8.self) }

  /// The record at `offset`.
  /// - Throws: `.invalidArgument` when it does not fit.
  public func record<T: BitwiseCopyable>(_ type: T.Type, at offset: Int = 0) throws(Errno) -> T {
    guard offset >= 0, offset <= count, count - offset >= MemoryLayout<T>.size else { throw .invalidArgument }
    // SAFETY: the range was checked, and every bit pattern is a value of an ABI record.
    return unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: T.self) }
  }
}

/// The bytes of a record of the ABI.
public func recordBytes<T: BitwiseCopyable>(_ value: T) -> [UInt8] {
  // SAFETY: records of the ABI have no padding; the copy ends with the closure.
  unsafe withUnsafeBytes(of: value) { unsafe [UInt8]($0) }
}

extension [UInt8] {
  /// Becomes the bytes of a record of the ABI; without an allocation where those of one like it were held before.
  public mutating func hold<T: BitwiseCopyable>(_ value: T) {
    let size = MemoryLayout<T>.size
    if count != size { self = [UInt8](repeating: 0, count: size) }
    // SAFETY: the array has the record's size.
    unsafe withUnsafeMutableBytes { unsafe $0.storeBytes(of: value, as: T.self) }
  }
}
