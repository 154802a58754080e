// The host has no schemes, so nobody answers a call.

import ABI

extension Platform {
  static func call(
    _ raw: RawHandle, _ operation: UInt32, _ input: [UInt8], capacity: Int, sending: RawHandle
  ) throws(Errno) -> (result: UInt64, output: [UInt8], handle: RawHandle) {
    throw .notSupported
  }
}
