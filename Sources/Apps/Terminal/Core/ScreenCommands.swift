// OSC: title, palette, working directory, clipboard, hyperlinks, notifications. Reading the clipboard is never
// answered.

extension Screen {
  mutating func operatingSystemCommand(_ payload: [UInt8], endedByBell: Bool) {
    let (number, rest) = Self.number(payload[...])
    guard let number else { return }
    switch number {
    case 0, 2: setTitle(rest)
    case 4: paletteCommand(rest, endedByBell)
    case 7: post(.workingDirectory(Array(rest.prefix(Limit.title * 4))))
    case 8: hyperlink(rest)
    case 9: notification(rest)
    case 10, 11, 12: dynamicColours(number, rest, endedByBell)
    case 52: clipboard(rest)
    case 104: resetPalette(rest)
    case 110: resetDynamic { $0.foreground = $1.foreground }
    case 111: resetDynamic { $0.background = $1.background }
    case 112: resetDynamic { $0.cursor = $1.cursor }
    case 777 where rest.starts(with: Array("notify;".utf8)): post(.notification(Array(rest.dropFirst(7).prefix(4096))))
    default: break
    }
  }

  /// Takes a decimal number and the ";" after it.
  private static func number(_ text: ArraySlice<UInt8>) -> (Int?, ArraySlice<UInt8>) {
    var value = 0
    var index = text.startIndex
    while index < text.endIndex, text[index] >= 0x30 && text[index] <= 0x39 {
      guard value < 100_000 else { return (nil, text) }
      value = value * 10 + Int(text[index] - 0x30)
      index += 1
    }
    guard index > text.startIndex else { return (nil, text) }
    guard index < text.endIndex else { return (value, text[index...]) }
    return text[index] == 0x3B ? (value, text[(index + 1)...]) : (nil, text)
  }

  private mutating func answer(_ body: [UInt8], _ endedByBell: Bool) {
    reply([0x1B, 0x5D] + body + (endedByBell ? [0x07] : [0x1B, 0x5C]))
  }

  private mutating func paletteCommand(_ text: ArraySlice<UInt8>, _ endedByBell: Bool) {
    let fields = text.split(separator: 0x3B, omittingEmptySubsequences: false)
    var index = 0
    while index + 1 < fields.count {
      if let entry = Self.number(fields[index]).0, entry < 256 {
        if fields[index + 1].elementsEqual([0x3F]) {
          answer(Array("4;\(entry);".utf8) + palette.entries[entry].reported, endedByBell)
        } else if let colour = PaletteColour(parsing: fields[index + 1]) {
          palette.entries[entry] = colour
          paletteChanged()
        }
      }
      index += 2
    }
  }

  private mutating func paletteChanged() {
    damage.markAll()
    post(.palette)
  }

  private mutating func resetPalette(_ text: ArraySlice<UInt8>) {
    if text.isEmpty { palette.entries = themePalette.entries }
    for field in text.split(separator: 0x3B) {
      if let entry = Self.number(field).0, entry < 256 { palette.entries[entry] = themePalette.entries[entry] }
    }
    paletteChanged()
  }

  private mutating func resetDynamic(_ change: (inout Palette, Palette) -> Void) {
    change(&palette, themePalette)
    paletteChanged()
  }

  /// OSC 10, 11, 12: further fields speak of the next colours.
  private mutating func dynamicColours(_ first: Int, _ text: ArraySlice<UInt8>, _ endedByBell: Bool) {
    var number = first
    for field in text.split(separator: 0x3B, omittingEmptySubsequences: false) where number <= 12 {
      let current = number == 10 ? palette.foreground : number == 11 ? palette.background : palette.cursor
      if field.elementsEqual([0x3F]) {
        answer(Array("\(number);".utf8) + current.reported, endedByBell)
      } else if let colour = PaletteColour(parsing: field) {
        if number == 10 { palette.foreground = colour }
        if number == 11 { palette.background = colour }
        if number == 12 { palette.cursor = colour }
        paletteChanged()
      }
      number += 1
    }
  }

  /// OSC 8 ; parameters ; target.
  private mutating func hyperlink(_ text: ArraySlice<UInt8>) {
    guard let separator = text.firstIndex(of: 0x3B) else { return }
    let target = Array(text[(separator + 1)...])
    link = target.isEmpty ? 0 : UInt32(links.number(of: target))
  }

  /// OSC 9 ; text, or OSC 9 ; 4 ; state ; percent.
  private mutating func notification(_ text: ArraySlice<UInt8>) {
    guard text.starts(with: [0x34, 0x3B]) else {
      if !text.isEmpty { post(.notification(Array(text.prefix(4096)))) }
      return
    }
    let (state, rest) = Self.number(text.dropFirst(2))
    post(.progress(state == 0 ? nil : min(Self.number(rest).0 ?? 0, 100)))
  }

  /// OSC 52 ; selection ; base64. A query ("?") gets no answer: what others copied is not the program's.
  private mutating func clipboard(_ text: ArraySlice<UInt8>) {
    guard let separator = text.firstIndex(of: 0x3B) else { return }
    let data = text[(separator + 1)...]
    guard !data.elementsEqual([0x3F]), let decoded = Self.decodeBase64(data) else { return }
    post(.clipboard(decoded))
  }

  /// RFC 4648 section 4; nil if malformed.
  static func decodeBase64(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      case 0x3D:
        padding += 1
        continue
      default: return nil
      }
      if padding > 0 { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return count < 6 && padding <= 2 ? result : nil
  }
}
