// A call to whoever serves a handle: an operation with bytes both ways, and maybe a handle.

public import ABI

extension Handle {
  /// What came back from a call.
  @frozen public struct CallResult: ~Copyable {
    /// The server's own number.
    public let result: UInt64
    public let output: [UInt8]
    /// A handle that the server gave, if any.
    public let handle: Handle?
  }

  /// Calls `operation` with `input`.
  /// - Parameters:
  ///   - capacity: bytes that may come back.
  ///   - sending: a handle that the server gets a copy of; it stays the caller's.
  /// - Throws: the server's error, or `.notSupported` on the host.
  @discardableResult
  public func call(
    _ operation: UInt32, _ input: [UInt8] = [], capacity: Int = 0, sending: RawHandle = noHandle
  ) throws(Errno) -> CallResult {
    let answer = try Platform.call(raw, operation, input, capacity: capacity, sending: sending)
    return CallResult(
      result: answer.result, output: answer.output,
      handle: answer.handle == noHandle ? nil : Handle(owning: answer.handle))
  }
}
