// A client's pixels, mapped to be read.

import ABI
import Graphics
import OrbitalModel
import Protocols
import System

/// The buffer of one window.
@safe final class ClientSurface {
  private let memory: MappedMemory
  private let width: Int
  private let height: Int
  private let stride: Int

  /// Maps what a client sent.
  /// - Throws: `.invalidArgument` for sizes that make no sense, or the kernel's error for an object that is too small.
  init(_ handle: consuming Handle, _ buffer: WindowBuffer) throws(Errno) {
    let limit = UInt32(Limits.coordinate)
    guard buffer.width > 0, buffer.height > 0, buffer.width <= limit, buffer.height <= limit,
      buffer.stride >= buffer.width, buffer.stride <= limit
    else { throw .invalidArgument }
    width = Int(buffer.width)
    height = Int(buffer.height)
    stride = Int(buffer.stride)
    memory = try MappedMemory(handle.raw, length: stride * height * 4, writable: false)
  }

  var size: PixelSize { PixelSize(width: width, height: height) }

  var pixels: PixelBuffer {
    // SAFETY: the mapping holds stride × height words and lives as long as this object, which the server keeps while it
    // composes. It is only read; the client may change what is read, which shows, and decides nothing.
    unsafe PixelBuffer(
      base: memory.base.assumingMemoryBound(to: UInt32.self), width: width, height: height, stride: stride)
  }
}
