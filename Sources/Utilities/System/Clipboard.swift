// clipboard: the desktop's clipboard in pipelines.

import ABI
import Protocols
import System
import UtilitySupport

private let path = "orbital:clipboard"
private let type = "text/plain".bytes + [0]
/// As much as one call carries, its type included.
private let largest = MessageLimits.payload

let clipboardProgram = Utility(
  "clipboard", "[-i]", "Write the text on the clipboard.",
  [OptionDescription("-i --input", "put the standard input there instead")]
) { tool in
  do throws(Errno) {
    let clipboard = try Handle.open(path, [.read, .write])
    if tool.has("i") {
      let text = try Streams.readAll(Streams.input, limit: largest)
      guard type.count + text.count <= largest else { throw .fileTooLarge }
      try clipboard.call(OrbitalOperation.setClipboard.rawValue, type + text)
      return 0
    }
    var offset = 0
    while true {
      let position = (0..<8).map { UInt8(truncatingIfNeeded: offset >> (8 * $0)) }
      let part = try clipboard.call(OrbitalOperation.clipboard.rawValue, type + position, capacity: largest).output
      if part.isEmpty { return 0 }
      tool.output.write(part)
      offset += part.count
    }
  } catch {
    tool.report(path, error)
    return 1
  }
}
