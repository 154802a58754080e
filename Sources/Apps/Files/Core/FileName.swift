// Names of files as the bytes they are: valid UTF-8 nearly always, but a file whose name is not must still be shown,
// renamed and deleted. Splits off extensions, finds names that are free, orders names as people count.

/// The name of a file or folder: bytes without "/".
public struct FileName: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// Longest name that is accepted, as on most file systems.
  public static let limit = 255

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The name for people; bytes that are no UTF-8 are shown as U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the name begins with a dot.
  public var isHidden: Bool { bytes.first == 0x2E }

  /// Why a name that was typed cannot be used; nil if it can.
  public var problem: String? {
    if bytes.isEmpty { return "Type a name" }
    if bytes == [0x2E] || bytes == [0x2E, 0x2E] { return "This name is used by the system" }
    if bytes.contains(0x2F) { return "A name cannot contain “/”" }
    if bytes.contains(where: { $0 < 0x20 }) { return "A name cannot contain line breaks or control characters" }
    return bytes.count > FileName.limit ? "The name is too long" : nil
  }

  /// The bytes before the extension: what is selected when a file is renamed.
  public var stem: ArraySlice<UInt8> { bytes[..<stemEnd] }

  /// The extension without its dot, in lower case; empty if there is none. "tar.gz" and its like count as one.
  public var pathExtension: [UInt8] {
    bytes[min(stemEnd + 1, bytes.count)...].map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  }

  private var stemEnd: Int {
    guard let dot = bytes.lastIndex(of: 0x2E), dot > 0, dot < bytes.count - 1 else { return bytes.count }
    let inner = Array(".tar".utf8)
    return dot > inner.count && bytes[..<dot].suffix(inner.count).elementsEqual(inner) ? dot - inner.count : dot
  }

  /// The name with a number before its extension: "photo (2).jpg".
  public func numbered(_ number: Int) -> FileName {
    let suffix = Array(" (\(number))".utf8)
    let rest = Array(bytes[stemEnd...])
    let room = max(1, FileName.limit - suffix.count - rest.count)
    // Cut at a character, not inside one.
    var kept = stem.prefix(room)
    while kept.count < stem.count, let next = bytes[kept.endIndex...].first, next & 0xC0 == 0x80, kept.count > 1 {
      kept = kept.dropLast()
    }
    return FileName(Array(kept) + suffix + rest)
  }

  // MARK: - Order

  /// Whether `left` comes before `right` as people count: "file 9" before "file 10", case aside.
  public static func isBefore(_ left: FileName, _ right: FileName) -> Bool {
    compare(left.bytes, right.bytes) < 0
  }

  /// Negative, zero or positive. Zero only for equal names.
  static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var first = 0
    var second = 0
    while first < left.count && second < right.count {
      if isDigit(left[first]) && isDigit(right[second]) {
        let order = compareNumbers(left, &first, right, &second)
        if order != 0 { return order }
      } else {
        let one = fold(left[first])
        let other = fold(right[second])
        if one != other { return one < other ? -1 : 1 }
        first += 1
        second += 1
      }
    }
    let rest = (left.count - first) - (right.count - second)
    if rest != 0 { return rest }
    return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
  }

  /// Compares two runs of digits by value, without computing it.
  private static func compareNumbers(
    _ left: [UInt8], _ first: inout Int, _ right: [UInt8], _ second: inout Int
  ) -> Int {
    while first < left.count, left[first] == 0x30 { first += 1 }
    while second < right.count, right[second] == 0x30 { second += 1 }
    let one = left[first...].prefix(while: isDigit)
    let other = right[second...].prefix(while: isDigit)
    first = one.endIndex
    second = other.endIndex
    if one.count != other.count { return one.count - other.count }
    for (digit, otherDigit) in zip(one, other) where digit != otherDigit { return Int(digit) - Int(otherDigit) }
    return 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte }
}
