// The desktop's clipboard; without a desktop, one of this program alone.

import ABI
import Protocols
import System

/// Text that was copied.
struct ClipboardAccess {
  private static let path = "orbital:clipboard"
  private static let type = Array("text/plain".utf8) + [0]
  private static let largest = MessageLimits.payload

  private var own: [UInt8] = []

  func read() -> [UInt8] {
    var text: [UInt8] = []
    do throws(Errno) {
      let clipboard = try Handle.open(Self.path, [.read, .write])
      while true {
        let offset = text.count
        let position = (0..<8).map { UInt8(truncatingIfNeeded: offset >> (8 * $0)) }
        let part = try clipboard.call(
          OrbitalOperation.clipboard.rawValue, Self.type + position, capacity: Self.largest
        ).output
        if part.isEmpty { return text }
        text += part
      }
    } catch {
      return own
    }
  }

  mutating func write(_ text: [UInt8]) {
    own = text
    guard Self.type.count + text.count <= Self.largest else { return }
    guard let clipboard = try? Handle.open(Self.path, [.read, .write]) else { return }
    _ = try? clipboard.call(OrbitalOperation.setClipboard.rawValue, Self.type + text)
  }
}
