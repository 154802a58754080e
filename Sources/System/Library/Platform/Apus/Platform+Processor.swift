// What the CPU says of itself.

import SystemEntry

extension Platform {
  static var isEmulated: Bool { apus_is_emulated() != 0 }
}
