// The order of names with version numbers in them: of `sort -V`, `ls -v`.
//
// Runs of digits compare as numbers, everything else by its bytes, letters before other characters, `~` before
// anything, the end of the name among them. Suffixes such as `.tar.gz` count last.
//
// Specification: GNU coreutils manual, "Version sort ordering".

public import UtilitySupport

/// Compares names with versions.
public enum VersionOrder {
  /// Below 0, 0 or above 0.
  public static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    if left.isEmpty || right.isEmpty { return (left.isEmpty ? 0 : 1) - (right.isEmpty ? 0 : 1) }
    // Hidden names first, `.` and `..` before them.
    let leftRank = rank(left)
    let rightRank = rank(right)
    if leftRank != rightRank { return leftRank < rightRank ? -1 : 1 }
    if leftRank < 2 { return 0 }
    let leftStem = stem(left)
    let rightStem = stem(right)
    let isWhole = leftStem.count == left.count && rightStem.count == right.count
    let difference = compareRuns(leftStem, rightStem)
    return difference != 0 || isWhole ? difference : compareRuns(left, right)
  }

  private static func rank(_ name: ArraySlice<UInt8>) -> Int {
    guard name.first == UInt8(ascii: ".") else { return 3 }
    if name.count == 1 { return 0 }
    return name.count == 2 && name.last == UInt8(ascii: ".") ? 1 : 2
  }

  /// The name without suffixes that match `(\.[A-Za-z~][A-Za-z0-9~]*)*$`.
  private static func stem(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = name.endIndex
    var index = name.endIndex
    while index > name.startIndex {
      let byte = name[index - 1]
      if Character8.isLetter(byte) || Character8.isDigit(byte) || byte == UInt8(ascii: "~") {
        index -= 1
        continue
      }
      guard byte == UInt8(ascii: "."), index < end, !Character8.isDigit(name[index]), index - 1 > name.startIndex
      else { break }
      end = index - 1
      index -= 1
    }
    return name[..<end]
  }

  private static func order(_ byte: UInt8?) -> Int {
    guard let byte else { return -1 }
    if Character8.isDigit(byte) { return 0 }
    if Character8.isLetter(byte) { return Int(byte) }
    return byte == UInt8(ascii: "~") ? -2 : Int(byte) + 256
  }

  private static func compareRuns(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    var (first, second) = (left, right)
    while !first.isEmpty || !second.isEmpty {
      while isText(first.first) || isText(second.first) {
        let difference = order(first.first) - order(second.first)
        if difference != 0 { return difference }
        first = first.dropFirst()
        second = second.dropFirst()
      }
      first = first.drop { $0 == 0x30 }
      second = second.drop { $0 == 0x30 }
      var difference = 0
      while let a = first.first, let b = second.first, Character8.isDigit(a), Character8.isDigit(b) {
        if difference == 0 { difference = Int(a) - Int(b) }
        first = first.dropFirst()
        second = second.dropFirst()
      }
      if let a = first.first, Character8.isDigit(a) { return 1 }
      if let b = second.first, Character8.isDigit(b) { return -1 }
      if difference != 0 { return difference }
    }
    return 0
  }

  private static func isText(_ byte: UInt8?) -> Bool { byte.map { !Character8.isDigit($0) } ?? false }
}
