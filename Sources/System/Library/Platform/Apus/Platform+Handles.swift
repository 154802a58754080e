// Apus's side of `System`: handles are the kernel's, files are scheme calls.
//
// The host's side, for the preview and the tests, stands in Platform/Linux.
//
// SAFETY: the kernel checks every address itself; buffers come from closures or callers that keep them for the length
// of the call, and the kernel keeps none beyond it.

import ABI
import SystemEntry

/// What the library asks of the system below: here Apus.
enum Platform {
  static func open(_ path: String, _ flags: OpenFlags) throws(Errno) -> RawHandle {
    // A handle without a purpose is for reading, as everywhere else.
    var purpose: OpenFlags = flags.isDisjoint(with: [.read, .write, .append]) ? flags.union(.read) : flags
    if flags.contains(.create) { purpose.subtract(.mode(creationMask)) }
    let result = KernelCalls.withBytes(of: try Paths.resolved(path)) { address, length in
      KernelCalls.call(.open, address, length, purpose.rawValue)
    }
    return RawHandle(truncatingIfNeeded: try KernelCalls.check(result))
  }

  static func close(_ raw: RawHandle) { _ = KernelCalls.call(.close, UInt64(raw)) }

  static func read(_ raw: RawHandle, _ buffer: UnsafeMutableRawBufferPointer, _ offset: UInt64?) throws(Errno) -> Int {
    let address = unsafe KernelCalls.address(UnsafeRawPointer(buffer.baseAddress))
    return Int(
      try KernelCalls.check(
        KernelCalls.call(
          .read, UInt64(raw), address, UInt64(buffer.count), offset ?? .max)))
  }

  static func write(_ raw: RawHandle, _ buffer: UnsafeRawBufferPointer, _ offset: UInt64?) throws(Errno) -> Int {
    let address = unsafe KernelCalls.address(buffer.baseAddress)
    return Int(
      try KernelCalls.check(
        KernelCalls.call(
          .write, UInt64(raw), address, UInt64(buffer.count), offset ?? .max)))
  }

  /// Writes one record.
  static func write<T: BitwiseCopyable>(_ raw: RawHandle, record: T) throws(Errno) {
    var outcome: Result<Int, Errno> = .success(0)
    unsafe withUnsafeBytes(of: record) { bytes in
      do throws(Errno) { outcome = .success(unsafe try write(raw, bytes, nil)) } catch { outcome = .failure(error) }
    }
    _ = try outcome.get()
  }

  /// Appends the records of one read. Nothing is allocated as long as the array has room: programs wait for events so.
  static func read<T: BitwiseCopyable>(_ raw: RawHandle, appendingTo records: inout [T], limit: Int) throws(Errno) {
    var outcome: Result<Int, Errno> = .success(0)
    unsafe withUnsafeTemporaryAllocation(of: T.self, capacity: limit) { buffer in
      do throws(Errno) {
        // What was written are whole records of the ABI, of which any bits are one.
        let count = unsafe try read(raw, UnsafeMutableRawBufferPointer(buffer), nil)
        for index in 0..<count / MemoryLayout<T>.stride { unsafe records.append(buffer[index]) }
      } catch { outcome = .failure(error) }
    }
    _ = try outcome.get()
  }

  static func seek(_ raw: RawHandle, _ offset: Int64, _ origin: SeekOrigin) throws(Errno) -> UInt64 {
    try KernelCalls.check(KernelCalls.call(.seek, UInt64(raw), UInt64(bitPattern: offset), origin.rawValue))
  }

  static func duplicate(_ raw: RawHandle, _ rights: Rights) throws(Errno) -> RawHandle {
    RawHandle(
      truncatingIfNeeded: try KernelCalls.check(
        KernelCalls.call(
          .duplicate, UInt64(raw), UInt64(rights.rawValue), 0, 0)))
  }

  static func derive(_ raw: RawHandle, _ name: String) throws(Errno) -> RawHandle {
    let result = KernelCalls.withBytes(of: name) { address, length in
      KernelCalls.call(.duplicate, UInt64(raw), UInt64(Rights.all.rawValue), address, length)
    }
    return RawHandle(truncatingIfNeeded: try KernelCalls.check(result))
  }

  static func pipe() throws(Errno) -> (RawHandle, RawHandle) {
    let reader = try open("pipe:", .read)
    do throws(Errno) {
      return (reader, try derive(reader, "write"))
    } catch {
      close(reader)
      throw error
    }
  }

  /// A call with bytes, and maybe a handle, both ways. A handle in a call moves to the server, so a duplicate is sent:
  /// `sending` stays the caller's.
  /// - Returns: the server's result, the bytes, and the handle that came back or `noHandle`.
  static func call(
    _ raw: RawHandle, _ operation: UInt32, _ input: [UInt8], capacity: Int, sending: RawHandle = noHandle
  ) throws(Errno) -> (result: UInt64, output: [UInt8], handle: RawHandle) {
    var block = CallBlock(operation: operation)
    if sending != noHandle { block.sentHandle = try duplicate(sending, .all) }
    var output = [UInt8](repeating: 0, count: capacity)
    let result = unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        block.input = unsafe KernelCalls.address(source.baseAddress)
        block.inputLength = UInt64(source.count)
        block.output = unsafe KernelCalls.address(UnsafeRawPointer(target.baseAddress))
        block.outputCapacity = UInt64(target.count)
        return unsafe withUnsafeMutablePointer(to: &block) {
          KernelCalls.call(.call, UInt64(raw), unsafe KernelCalls.address($0))
        }
      }
    }
    let value = try KernelCalls.check(result)
    let length = min(Int(clamping: block.outputLength), capacity)
    if length < capacity { output.removeLast(capacity - length) }
    return (value, output, block.receivedHandle)
  }

  static func call(_ raw: RawHandle, _ operation: Operation, _ input: [UInt8] = []) throws(Errno) {
    _ = try call(raw, operation.rawValue, input, capacity: 0)
  }

  /// The record that an operation answers with.
  static func call<T: BitwiseCopyable>(
    _ raw: RawHandle, _ operation: UInt32, _ input: [UInt8] = [], returning type: T.Type
  ) throws(Errno) -> T {
    let answer = try call(raw, operation, input, capacity: MemoryLayout<T>.size)
    guard let value = record(type, from: answer.output) else { throw .inputOutput }
    return value
  }

  static func truncate(_ raw: RawHandle, _ length: UInt64) throws(Errno) {
    try call(raw, .truncate, bytes(of: length))
  }
  static func synchronize(_ raw: RawHandle) throws(Errno) { try call(raw, .synchronize) }
}

extension Paths {
  /// `path` as the kernel takes it: with its scheme. A path without one is the file system's, which resolves "..",
  /// links and a slash at the end.
  static func resolved(_ path: String) throws(Errno) -> String {
    if hasScheme(path) { return path }
    guard let first = path.utf8.first else { throw .noSuchEntry }
    return first == 0x2F ? "file:" + path : "file:" + WorkingDirectory.current + "/" + path
  }

  /// The scheme of a resolved path, with its colon.
  static func scheme(of path: String) -> String {
    guard let colon = path.utf8.firstIndex(of: 0x3A) else { return "file:" }
    return String(path[...colon])
  }

  /// What stands behind the scheme.
  static func rest(of path: String) -> [UInt8] {
    guard let colon = path.utf8.firstIndex(of: 0x3A) else { return Array(path.utf8) }
    return Array(path.utf8[path.utf8.index(after: colon)...])
  }
}
