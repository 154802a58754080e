// Names in the file: the `name` table, English Unicode records.

enum FontNames {
  /// The name with the given number (1 family, 2 style, 4 full name), or an empty text.
  static func name(_ table: FontTable, _ number: Int) -> String {
    guard let count = table.unsigned16(2), let storage = table.unsigned16(4) else { return "" }
    for index in 0..<min(count, 1024) {
      let record = 6 + 12 * index
      guard table.unsigned16(record) == 3, table.unsigned16(record + 2) == 1, table.unsigned16(record + 4) == 0x409,
        table.unsigned16(record + 6) == number, let size = table.unsigned16(record + 8),
        let offset = table.unsigned16(record + 10)
      else { continue }
      return decode(FontTable(table, from: storage + offset, count: size))
    }
    return ""
  }

  /// UTF-16, big-endian; names are short and mostly ASCII, so pairs of surrogates are dropped.
  private static func decode(_ table: FontTable) -> String {
    var text = ""
    for index in 0..<min(table.count / 2, 256) {
      guard let unit = table.unsigned16(2 * index), let scalar = Unicode.Scalar(UInt32(unit)) else { continue }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
