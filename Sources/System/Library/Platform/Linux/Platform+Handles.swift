// The host's side of `System`: handles are file descriptors, the file system is Linux's.
//
// For the preview, the host tests and the programs that run on both; Apus's own side stands in Platform/Apus.
//
// SAFETY: Linux writes into local variables and buffers whose length is passed along, and keeps no address.

import ABI
import Glibc
import HostEntry

/// What the library asks of the system below: here Linux.
enum Platform {
  /// The last error as an `Errno`; numbers that Apus does not have become `.inputOutput`.
  static var lastError: Errno { Errno(rawValue: Glibc.errno) ?? .inputOutput }

  /// The result, or the error that a -1 stands for.
  static func check(_ result: Int) throws(Errno) -> Int {
    if result < 0 { throw lastError }
    return result
  }
  static func check(_ result: Int32) throws(Errno) -> Int { try check(Int(result)) }
  /// The result of a call that gives -errno.
  static func checkNegated(_ result: Int32) throws(Errno) -> Int32 {
    if result < 0 { throw Errno(rawValue: -result) ?? .inputOutput }
    return result
  }

  static func descriptor(_ raw: RawHandle) -> Int32 { Int32(truncatingIfNeeded: raw) }
  static func handle(_ descriptor: Int) -> RawHandle { RawHandle(truncatingIfNeeded: descriptor) }

  static func open(_ path: String, _ flags: OpenFlags) throws(Errno) -> RawHandle {
    var bits: Int32 = 0
    if flags.contains(.write) { bits = flags.contains(.read) ? O_RDWR : O_WRONLY } else { bits = O_RDONLY }
    if flags.contains(.create) { bits |= O_CREAT }
    if flags.contains(.exclusive) { bits |= O_EXCL }
    if flags.contains(.truncate) { bits |= O_TRUNC }
    if flags.contains(.append) { bits |= O_APPEND }
    if flags.contains(.directory) { bits |= O_DIRECTORY }
    if flags.contains(.noFollow) { bits |= O_NOFOLLOW }
    if flags.contains(.nonBlocking) { bits |= O_NONBLOCK }
    return handle(try check(unsafe apus_host_open(path, bits, UInt32(flags.mode))))
  }

  static func close(_ raw: RawHandle) { _ = Glibc.close(descriptor(raw)) }

  static func read(_ raw: RawHandle, _ buffer: UnsafeMutableRawBufferPointer, _ offset: UInt64?) throws(Errno) -> Int {
    if let offset {
      return try check(unsafe pread(descriptor(raw), buffer.baseAddress, buffer.count, Int(clamping: offset)))
    }
    while true {
      let count = unsafe Glibc.read(descriptor(raw), buffer.baseAddress, buffer.count)
      // A pseudo-terminal whose other side is closed reads as EIO; for callers that is the end.
      if count < 0, Glibc.errno == EIO { return 0 }
      if count < 0, Glibc.errno == EINTR { continue }
      return try check(count)
    }
  }

  static func write(_ raw: RawHandle, _ buffer: UnsafeRawBufferPointer, _ offset: UInt64?) throws(Errno) -> Int {
    if let offset {
      return try check(unsafe pwrite(descriptor(raw), buffer.baseAddress, buffer.count, Int(clamping: offset)))
    }
    while true {
      let count = unsafe Glibc.write(descriptor(raw), buffer.baseAddress, buffer.count)
      if count < 0, Glibc.errno == EINTR { continue }
      return try check(count)
    }
  }

  static func seek(_ raw: RawHandle, _ offset: Int64, _ origin: SeekOrigin) throws(Errno) -> UInt64 {
    let whence =
      switch origin {
      case .start: SEEK_SET
      case .current: SEEK_CUR
      case .end: SEEK_END
      }
    return UInt64(try check(lseek(descriptor(raw), Int(offset), whence)))
  }

  static func duplicate(_ raw: RawHandle, _ rights: Rights) throws(Errno) -> RawHandle {
    let copy = try check(dup(descriptor(raw)))
    return handle(copy)
  }

  static func derive(_ raw: RawHandle, _ name: String) throws(Errno) -> RawHandle { throw .notSupported }

  static func truncate(_ raw: RawHandle, _ length: UInt64) throws(Errno) {
    _ = try check(ftruncate(descriptor(raw), Int(clamping: length)))
  }
  static func synchronize(_ raw: RawHandle) throws(Errno) { _ = try check(fsync(descriptor(raw))) }

  static func pipe() throws(Errno) -> (RawHandle, RawHandle) {
    var reader: Int32 = 0
    var writer: Int32 = 0
    _ = try checkNegated(unsafe apus_host_pipe(&reader, &writer))
    return (handle(Int(reader)), handle(Int(writer)))
  }
}
