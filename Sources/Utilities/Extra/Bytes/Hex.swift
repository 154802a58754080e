// hex: a file as coloured hexadecimal numbers and characters. Lines that repeat are shown as one `*`.

import ABI
import System
import UtilitySupport

let hexProgram = Utility(
  "hex", "[OPTION]... [FILE]...", "Show bytes in hexadecimal.",
  [
    OptionDescription("-n --length=BYTES", "only so many"), OptionDescription("-s --skip=BYTES", "start there"),
    OptionDescription("-w --width=BYTES", "bytes in a line (16)"), OptionDescription("-v --verbose", "show every line"),
    OptionDescription("-C --color", "colours, also where the output is no terminal"),
    OptionDescription("--no-color", "no colours"),
  ]
) { tool in
  var numbers: [Int] = []
  for (key, normal) in [("n", Int.max), ("s", 0), ("w", 16)] {
    guard let text = tool.options.value(key) else {
      numbers.append(normal)
      continue
    }
    guard let number = ByteSize.parse(text), number >= 0 else {
      return tool.usageError("invalid number '\(text.text)'")
    }
    numbers.append(number)
  }
  let usesColours = tool.has("C") || (Terminal.isTerminal(Streams.output) && !tool.has("no-color"))
  return tool.forEachInput { input, _ in
    var view = HexView(width: max(1, min(numbers[2], 256)), usesColours: usesColours, showsAll: tool.has("v"))
    var skip = numbers[1]
    var left = numbers[0]
    view.offset = UInt64(skip)
    while left > 0, !tool.isOutputClosed {
      var chunk = input.nextChunk()
      if chunk.isEmpty { break }
      let dropped = min(skip, chunk.count)
      skip -= dropped
      chunk = chunk.dropFirst(dropped).prefix(left)
      left -= chunk.count
      tool.output.write(view.lines(chunk))
    }
    tool.output.write(view.end())
  }
}

/// Lines of bytes.
private struct HexView {
  let width: Int
  let usesColours: Bool
  let showsAll: Bool
  var offset: UInt64 = 0
  private var waiting = Bytes()
  private var last: Bytes?
  private var isRepeating = false

  init(width: Int, usesColours: Bool, showsAll: Bool) {
    self.width = width
    self.usesColours = usesColours
    self.showsAll = showsAll
  }

  mutating func lines(_ bytes: ArraySlice<UInt8>) -> Bytes {
    var text = Bytes()
    waiting += bytes
    var start = 0
    while waiting.count - start >= width {
      text += line(Bytes(waiting[start..<start + width]))
      start += width
    }
    waiting.removeFirst(start)
    return text
  }

  /// What is left, and where the bytes end.
  mutating func end() -> Bytes {
    let rest = waiting
    waiting = []
    return (rest.isEmpty ? [] : line(rest)) + place() + [0x0a]
  }

  private func place() -> Bytes {
    let digits = Bytes(String(offset, radix: 16).utf8)
    let text = Bytes(repeating: 0x30, count: max(0, 8 - digits.count)) + digits
    return usesColours ? "\u{1b}[33m".bytes + text + "\u{1b}[0m".bytes : text
  }

  private mutating func line(_ bytes: Bytes) -> Bytes {
    let start = place()
    offset &+= UInt64(bytes.count)
    if !showsAll, last == bytes {
      defer { isRepeating = true }
      return isRepeating ? [] : "*\n".bytes
    }
    (last, isRepeating) = (bytes, false)
    var numbers = Bytes()
    var characters = Bytes()
    var colour = Bytes()
    for (index, byte) in bytes.enumerated() {
      numbers += index % 8 == 0 ? "  ".bytes : [0x20]
      let next = usesColours ? Self.colour(byte) : []
      let change = next == colour ? [] : next
      // Numbers and characters change colour at the same places, but stand apart.
      numbers += change + [Self.digit(byte >> 4), Self.digit(byte & 15)]
      characters += change + [Character8.isPrintable(byte) ? byte : UInt8(ascii: ".")]
      colour = next
    }
    let reset = usesColours ? "\u{1b}[0m".bytes : []
    let columns = 3 * width + (width + 7) / 8
    let used = 3 * bytes.count + (bytes.count + 7) / 8
    let gap = Bytes(repeating: 0x20, count: columns - used + 2)
    return start + numbers + reset + gap + "|".bytes + characters + reset + "|\n".bytes
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  private static func colour(_ byte: UInt8) -> Bytes {
    switch byte {
    case 0: "\u{1b}[90m".bytes
    case 0x09...0x0d, 0x20: "\u{1b}[32m".bytes
    case 0x21...0x7e: "\u{1b}[36m".bytes
    case 0xff: "\u{1b}[35m".bytes
    case 0x80...: "\u{1b}[31m".bytes
    default: "\u{1b}[34m".bytes
    }
  }
}
