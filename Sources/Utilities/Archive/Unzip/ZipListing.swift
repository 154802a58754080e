// The tables of unzip -l and -v.

import Archive
import UtilitySupport

/// Lines about entries, and their sum.
struct ZipListing {
  private let isLong: Bool
  private let isQuiet: Bool
  private var count = 0
  private var size: UInt64 = 0
  private var compressed: UInt64 = 0

  init(isLong: Bool, isQuiet: Bool) {
    self.isLong = isLong
    self.isQuiet = isQuiet
  }

  var head: String {
    if isLong {
      return " Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n"
        + "--------  ------  ------- ---- ---------- ----- --------  ----\n"
    }
    return "  Length      Date    Time    Name\n---------  ---------- -----   ----\n"
  }

  /// What was saved, as whole percent.
  private static func ratio(_ size: UInt64, _ compressed: UInt64) -> Bytes {
    guard size > 0 else { return "0%".bytes }
    let saved = (Double(size) - Double(compressed)) * 100 / Double(size)
    return "\(Int(saved.rounded()))%".bytes
  }

  mutating func line(_ entry: ZipEntry) -> Bytes {
    count += 1
    size &+= entry.size
    compressed &+= entry.compressedSize
    let date = CalendarDate(seconds: entry.modified).formatted("%Y-%m-%d %H:%M".bytes)
    let name = Self.shown(entry.path)
    let length = Bytes("\(entry.size)".utf8)
    guard isLong else {
      return length.rightAligned(9) + "  ".bytes + date + "   ".bytes + name + [0x0a]
    }
    let method: String
    switch entry.method {
    case ZipEntry.stored: method = "Stored"
    case ZipEntry.deflated: method = "Defl:N"
    default: method = "Unk:" + Bytes(String(entry.method, radix: 10).utf8).rightAligned(3).text
    }
    let digits = Bytes(String(entry.checksum, radix: 16).utf8)
    var line = length.rightAligned(8) + "  ".bytes + method.bytes
    line += Bytes("\(entry.compressedSize)".utf8).rightAligned(9)
    line += Self.ratio(entry.size, entry.compressedSize).rightAligned(5) + [0x20] + date + [0x20]
    line += Bytes(repeating: 0x30, count: 8 - digits.count) + digits + "  ".bytes + name
    return line + [0x0a]
  }

  var total: Bytes {
    let files = "\(count) file\(count == 1 ? "" : "s")\n"
    let length = Bytes("\(size)".utf8)
    if isLong {
      return "--------          -------  ---                            -------\n".bytes + length.rightAligned(8)
        + Bytes("\(compressed)".utf8).rightAligned(17) + Self.ratio(size, compressed).rightAligned(5)
        + Bytes(repeating: 0x20, count: 28) + files.bytes
    }
    return "---------                     -------\n".bytes + length.rightAligned(9)
      + Bytes(repeating: 0x20, count: 21) + files.bytes
  }

  /// A name for the screen: control characters as ^X.
  static func shown(_ name: Bytes) -> Bytes {
    var text = Bytes()
    for byte in name {
      if byte < 0x20 || byte == 0x7f { text += [UInt8(ascii: "^"), byte ^ 0x40] } else { text.append(byte) }
    }
    return text
  }
}
