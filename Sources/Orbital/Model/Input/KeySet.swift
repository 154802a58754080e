// A set of keys by HID usage, without allocation.

/// Up to 256 keys; higher usages are not remembered.
struct KeySet: Equatable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  static func == (left: KeySet, right: KeySet) -> Bool { left.words == right.words }

  func contains(_ usage: UInt16) -> Bool {
    let bit = UInt64(1) << UInt64(usage & 63)
    switch usage >> 6 {
    case 0: return words.0 & bit != 0
    case 1: return words.1 & bit != 0
    case 2: return words.2 & bit != 0
    case 3: return words.3 & bit != 0
    default: return false
    }
  }

  mutating func set(_ usage: UInt16, _ held: Bool) {
    let bit = UInt64(1) << UInt64(usage & 63)
    func change(_ word: inout UInt64) { word = held ? word | bit : word & ~bit }
    switch usage >> 6 {
    case 0: change(&words.0)
    case 1: change(&words.1)
    case 2: change(&words.2)
    case 3: change(&words.3)
    default: break
    }
  }
}
