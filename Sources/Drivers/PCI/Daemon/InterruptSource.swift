// One interrupt of a device, as the kernel delivers it.

import ABI
import System

/// An interrupt's handle, and the message that raises it; nil for a line.
final class InterruptSource {
  let handle: Handle
  let message: InterruptMessage?

  init(_ handle: consuming Handle, _ message: InterruptMessage?) {
    self.handle = handle
    self.message = message
  }
}
