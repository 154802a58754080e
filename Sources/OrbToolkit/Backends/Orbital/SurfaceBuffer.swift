// The pixels of a window: a memory object of this process that the compositor maps to read.

import ABI
import Graphics
import System

/// Shared pixels of one size. The mapping lives as long as this object.
@safe final class SurfaceBuffer {
  let width: Int
  let height: Int
  private let object: MemoryObject
  private let memory: MappedMemory

  /// Nil if there is no memory for it, or the size makes no sense.
  init?(width: Int, height: Int) {
    guard width > 0, height > 0, width <= 1 << 14, height <= 1 << 14 else { return nil }
    guard let object = try? MemoryObject(length: width * height * 4), let memory = try? object.map(writable: true)
    else {
      return nil
    }
    self.width = width
    self.height = height
    self.object = object
    self.memory = memory
  }

  var handle: RawHandle { object.handle.raw }

  var pixels: PixelBuffer {
    // SAFETY: the mapping is width × height words, and stays until this object goes; only this process writes.
    unsafe PixelBuffer(
      base: memory.base.assumingMemoryBound(to: UInt32.self), width: width, height: height, stride: width)
  }
}
