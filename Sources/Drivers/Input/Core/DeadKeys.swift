// What a dead key and a letter make together: the accented letters of Latin-1 and Latin-9 (ISO 8859-1 and 8859-15).

/// Combining marks on letters.
enum DeadKeys {
  static func isMark(_ scalar: UInt32) -> Bool { scalar >= 0x300 && scalar < 0x370 }

  /// The letter with the mark; nil if there is none in these sets.
  static func compose(_ mark: UInt32, _ base: UInt32) -> UInt32? {
    let rows: (bases: String, letters: String)
    switch mark {
    case 0x300: rows = ("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
    case 0x301: rows = ("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")
    case 0x302: rows = ("aeiouAEIOU", "âêîôûÂÊÎÔÛ")
    case 0x303: rows = ("anoANO", "ãñõÃÑÕ")
    case 0x308: rows = ("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ")
    case 0x30C: rows = ("szSZ", "šžŠŽ")
    default: return nil
    }
    for (from, to) in zip(rows.bases.unicodeScalars, rows.letters.unicodeScalars) where from.value == base {
      return to.value
    }
    return nil
  }

  /// The accent by itself: what a dead key types with Space or pressed twice.
  static func spacing(_ mark: UInt32) -> UInt32 {
    switch mark {
    case 0x300: 0x60
    case 0x301: 0xB4
    case 0x302: 0x5E
    case 0x303: 0x7E
    case 0x308: 0xA8
    case 0x30C: 0x2C7
    default: mark
    }
  }
}
