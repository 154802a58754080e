// Names of months, for `sort -M`.

import UtilitySupport

/// Months by their first three letters.
enum Month {
  private static let names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".bytes

  /// 1 to 12; 0 for what is no month.
  static func rank(_ text: ArraySlice<UInt8>) -> Int {
    let letters = text.drop(while: Character8.isBlank).prefix(3).map { TextOrder.raised($0) }
    guard letters.count == 3 else { return 0 }
    for month in 0..<12 where names[month * 3..<month * 3 + 3].elementsEqual(letters) { return month + 1 }
    return 0
  }
}
