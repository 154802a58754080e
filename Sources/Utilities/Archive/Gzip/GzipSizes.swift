// Sizes of a compressed file, and how gzip writes them.

import Compression
import UtilitySupport

/// What went in and what came out.
struct GzipSizes {
  var plain: UInt64
  var compressed: UInt64
  /// Bytes of header and trailer, which do not count as data.
  var frame: UInt64
  var checksum: UInt32 = 0
  var header = GzipHeader()

  /// What was saved, in percent of the plain data: ` 33.3%`.
  var ratio: String {
    let body = Int64(clamping: compressed) - Int64(clamping: frame)
    let saved = Double(Int64(clamping: plain) - body)
    let tenths = plain == 0 ? 0 : Int64((saved * 1000 / Double(plain)).rounded(.toNearestOrEven))
    let size = tenths.magnitude
    let text = "\(tenths < 0 ? "-" : "")\(size / 10).\(size % 10)%"
    return text.bytes.rightAligned(6).text
  }
}

/// The table of `gzip -l`.
struct GzipList {
  let isVerbose: Bool
  let isQuiet: Bool
  private var rows = 0
  private var total = GzipSizes(plain: 0, compressed: 0, frame: 0)

  init(isVerbose: Bool, isQuiet: Bool) {
    self.isVerbose = isVerbose
    self.isQuiet = isQuiet
  }

  private static func columns(_ first: String, _ second: String) -> String {
    first.bytes.rightAligned(19).text + " " + second.bytes.rightAligned(19).text
  }

  /// The line of a file, with the head of the table before the first one.
  mutating func line(_ name: String, _ sizes: GzipSizes, modified: UInt64) -> String {
    var text = ""
    if rows == 0, !isQuiet {
      if isVerbose { text += "method  crc     date  time  " }
      text += Self.columns("compressed", "uncompressed") + "  ratio uncompressed_name\n"
    }
    if isVerbose {
      let digits = Bytes(String(sizes.checksum, radix: 16).utf8)
      let date = CalendarDate(seconds: Int64(clamping: modified / 1_000_000_000)).formatted("%b %e %H:%M".bytes).text
      text += "defla " + (Bytes(repeating: 0x30, count: 8 - digits.count) + digits).text + " \(date) "
    }
    text += Self.columns("\(sizes.compressed)", "\(sizes.plain)") + " \(sizes.ratio) \(name)\n"
    rows += 1
    total.plain += sizes.plain
    total.compressed += sizes.compressed
    total.frame = sizes.frame
    return text
  }

  /// The last line, where there are several files.
  var totals: String {
    guard rows > 1, !isQuiet else { return "" }
    let start = isVerbose ? String(repeating: " ", count: 28) : ""
    return start + Self.columns("\(total.compressed)", "\(total.plain)") + " \(total.ratio) (totals)\n"
  }
}
