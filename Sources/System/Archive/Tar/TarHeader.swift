// The fields of a ustar header block. Spec: POSIX.1-2017, pax, "ustar Interchange Format".

/// Reads fields of a header block of 512 bytes.
enum TarHeader {
  /// Refuses a block whose checksum is wrong.
  static func checkSum(_ block: Span<UInt8>) throws(ArchiveError) {
    guard let expected = try? number(block.extracting(TarField.checksum)), expected == checksum(block) else {
      throw .badChecksum
    }
  }

  /// The dialect that the magic and the version tell.
  static func format(_ block: Span<UInt8>) -> TarMember.Format {
    for (index, byte) in TarField.magicText.enumerated() where block[TarField.magic.lowerBound + index] != byte {
      return .old
    }
    return block[TarField.version.lowerBound] == UInt8(ascii: "0") ? .ustar : .gnu
  }

  /// The sum of all bytes, those of the checksum itself counted as spaces.
  static func checksum(_ block: Span<UInt8>) -> Int {
    var sum = 0
    for index in block.indices {
      sum += TarField.checksum.contains(index) ? Int(UInt8(ascii: " ")) : Int(block[index])
    }
    return sum
  }

  /// An octal number, or GNU's binary form for those that are too large for it. Never negative.
  static func number(_ field: Span<UInt8>) throws(ArchiveError) -> Int {
    if field[0] & 0x80 != 0 {
      var value = Int(field[0] & 0x7f)
      for index in 1..<field.count {
        guard value <= Int.max >> 9 else { throw .badNumber }
        value = value << 8 | Int(field[index])
      }
      return value
    }
    var value = 0
    var hasEnded = false
    for index in field.indices {
      switch field[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        // Twelve digits of three bits cannot overflow.
        guard !hasEnded else { throw .badNumber }
        value = value << 3 | Int(field[index] - UInt8(ascii: "0"))
      case UInt8(ascii: " ") where value == 0 && !hasEnded:
        continue
      case UInt8(ascii: " "), 0:
        hasEnded = true
      default:
        throw .badNumber
      }
    }
    return value
  }

  /// A user's or group's number.
  static func identifier(_ field: Span<UInt8>) throws(ArchiveError) -> UInt32 {
    guard let value = UInt32(exactly: try number(field)) else { throw .badNumber }
    return value
  }

  /// The bytes before the first zero.
  static func text(_ field: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    for index in field.indices {
      if field[index] == 0 { break }
      text.append(field[index])
    }
    return text
  }

  /// The name with its prefix. GNU's archives have no prefix, but other fields in its place; their version says so.
  static func path(_ block: Span<UInt8>) -> [UInt8] {
    let name = text(block.extracting(TarField.name))
    guard format(block) == .ustar else { return name }
    let prefix = text(block.extracting(TarField.prefix))
    return prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
  }
}
