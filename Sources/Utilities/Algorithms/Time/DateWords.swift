// The words that dates are made of.

import UtilitySupport

/// Words by their meaning.
enum DateWords {
  /// What a relative time counts in.
  enum Unit {
    case year, month, day, hour, minute, second
  }

  private static func index(_ word: Bytes, _ names: [String], shortest: Int) -> Int? {
    names.firstIndex { name in
      let lower = name.utf8.map { Character8.lowered($0) }
      return lower == word || (word.count == shortest && lower.starts(with: word))
    }
  }

  /// 1 to 12.
  static func month(_ word: Bytes) -> Int? {
    if word.elementsEqual("sept".utf8) { return 9 }
    return index(word, DateFormat.months, shortest: 3).map { $0 + 1 }
  }

  /// 0 for Sunday.
  static func weekday(_ word: Bytes) -> Int? {
    switch word {
    case "tues": 2
    case "wednes": 3
    case "thur", "thurs": 4
    default: index(word, DateFormat.weekdays, shortest: 3)
    }
  }

  static func unit(_ word: Bytes) -> (unit: Unit, count: Int)? {
    let singular = word.count > 3 && word.last == UInt8(ascii: "s") ? Bytes(word.dropLast()) : word
    switch singular {
    case "year": return (.year, 1)
    case "month": return (.month, 1)
    case "fortnight": return (.day, 14)
    case "week": return (.day, 7)
    case "day": return (.day, 1)
    case "hour": return (.hour, 1)
    case "minute", "min": return (.minute, 1)
    case "second", "sec": return (.second, 1)
    default: return nil
    }
  }

  /// `next`, `last`, `third` … ; `second` is a unit.
  static func ordinal(_ word: Bytes) -> Int? {
    switch word {
    case "last": return -1
    case "this": return 0
    case "next": return 1
    default: break
    }
    let names = [
      "first", "", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    ]
    return names.firstIndex { $0.utf8.elementsEqual(word) }.map { $0 + 1 }
  }

  /// Days from today.
  static func shift(_ word: Bytes) -> Int? {
    switch word {
    case "now", "today": 0
    case "tomorrow": 1
    case "yesterday": -1
    default: nil
    }
  }

  /// Seconds east of UTC.
  static func zone(_ word: Bytes) -> Int? {
    let hours: [(String, Int)] = [
      ("gmt", 0), ("ut", 0), ("utc", 0), ("wet", 0), ("west", 1), ("bst", 1), ("art", -3), ("brt", -3), ("brst", -2),
      ("ast", -4), ("adt", -3), ("clt", -4), ("clst", -3), ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5),
      ("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7), ("akst", -9), ("akdt", -8), ("hst", -10), ("hast", -10),
      ("hadt", -9), ("sst", -12), ("wat", 1), ("cet", 1), ("cest", 2), ("met", 1), ("mez", 1), ("mest", 2),
      ("mesz", 2), ("eet", 2), ("eest", 3), ("cat", 2), ("sast", 2), ("eat", 3), ("msk", 3), ("msd", 4), ("sgt", 8),
      ("kst", 9), ("jst", 9), ("gst", 10), ("nzst", 12), ("nzdt", 13),
    ]
    if let known = hours.first(where: { $0.0.utf8.elementsEqual(word) }) { return known.1 * 3600 }
    if word.elementsEqual("ist".utf8) { return 19800 }
    guard word.count == 1, let letter = word.first else { return nil }
    // The letters of the military.
    switch letter {
    case UInt8(ascii: "a")...UInt8(ascii: "i"): return Int(letter - 0x60) * 3600
    case UInt8(ascii: "k")...UInt8(ascii: "m"): return Int(letter - 0x61) * 3600
    case UInt8(ascii: "n")...UInt8(ascii: "y"): return -Int(letter - 0x6d) * 3600
    case UInt8(ascii: "z"): return 0
    default: return nil
    }
  }
}
