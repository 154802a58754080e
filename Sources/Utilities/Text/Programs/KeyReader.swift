// Keys of a terminal in raw mode, for full-screen programs.

import ABI
import System
import TextCore
import UtilitySupport

/// Reads keys.
struct KeyReader {
  private let raw: RawHandle
  private var waiting: ArraySlice<UInt8> = []

  init(_ raw: RawHandle) { self.raw = raw }

  /// Whether keys were read that nobody took.
  var hasWaiting: Bool { !waiting.isEmpty }

  private mutating func byte() -> UInt8? {
    if waiting.isEmpty {
      var buffer = Bytes(repeating: 0, count: 64)
      guard let count = try? Streams.read(raw, into: &buffer), count > 0 else { return nil }
      waiting = buffer[0..<count]
    }
    return waiting.popFirst()
  }

  /// The next key; nil when the terminal is gone.
  mutating func next() -> PagerKey? {
    guard let first = byte() else { return nil }
    // An escape byte at the end of what has come is the key itself.
    guard first == 0x1b, !waiting.isEmpty else { return .character(first) }
    guard let second = byte() else { return nil }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return .other }
    var parameter = 0
    while let next = byte() {
      if Character8.isDigit(next) {
        parameter = min(parameter * 10 + Int(next - 0x30), 1000)
        continue
      }
      switch next {
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .home
      case UInt8(ascii: "F"): return .end
      case UInt8(ascii: "~"):
        switch parameter {
        case 5: return .pageUp
        case 6: return .pageDown
        case 1, 7: return .home
        case 4, 8: return .end
        default: return .other
        }
      case UInt8(ascii: ";"): parameter = 0
      default: return .other
      }
    }
    return nil
  }
}
