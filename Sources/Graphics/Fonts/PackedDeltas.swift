// Run-length coded point numbers and deltas of the tuple variation store (OpenType 1.9, "Packed point numbers").

enum PackedDeltas {
  /// Point numbers, rising; an empty list means all points. nil if the bytes end too early.
  static func points(_ table: FontTable, _ offset: inout Int) -> [Int]? {
    guard var count = table.byte(offset) else { return nil }
    offset += 1
    if count & 0x80 != 0 {
      guard let low = table.byte(offset) else { return nil }
      count = (count & 0x7F) << 8 | low
      offset += 1
    }
    var points: [Int] = []
    points.reserveCapacity(count)
    var point = 0
    while points.count < count {
      guard let control = table.byte(offset) else { return nil }
      offset += 1
      for _ in 0..<min((control & 0x7F) + 1, count - points.count) {
        if control & 0x80 != 0 {
          guard let step = table.unsigned16(offset) else { return nil }
          point += step
          offset += 2
        } else {
          guard let step = table.byte(offset) else { return nil }
          point += step
          offset += 1
        }
        points.append(point)
      }
    }
    return points
  }

  /// `count` signed numbers; nil if the bytes end too early.
  static func values(_ table: FontTable, _ offset: inout Int, count: Int) -> [Int]? {
    var values: [Int] = []
    values.reserveCapacity(count)
    while values.count < count {
      guard let control = table.byte(offset) else { return nil }
      offset += 1
      for _ in 0..<min((control & 0x3F) + 1, count - values.count) {
        if control & 0x80 != 0 {
          values.append(0)
        } else if control & 0x40 != 0 {
          guard let value = table.signed16(offset) else { return nil }
          values.append(value)
          offset += 2
        } else {
          guard let value = table.signedByte(offset) else { return nil }
          values.append(value)
          offset += 1
        }
      }
    }
    return values
  }
}
