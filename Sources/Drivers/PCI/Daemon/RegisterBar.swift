// A memory bar that a driver has opened.

import ABI
import PCICore
import System

/// The bar's memory, which stays pcid's: drivers get mappings of what is for them.
final class RegisterBar {
  let memory: Handle
  let view: BarView

  init(_ memory: consuming Handle, _ view: BarView) {
    self.memory = memory
    self.view = view
  }
}
