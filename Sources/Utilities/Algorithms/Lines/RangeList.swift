// Lists of numbers from 1, as `cut` and `numfmt` take them: `1,3-5,7-`.
//
// Specification: POSIX.1-2017, cut; GNU coreutils 9.1 for the messages.

public import UtilitySupport

/// A set of numbers, as ranges in order that do not overlap.
public struct RangeList: Sendable {
  /// Why a text is no list.
  public struct ListError: Error {
    public let message: String
  }

  public private(set) var ranges: [ClosedRange<Int>] = []

  /// - Parameter isFields: messages are about fields, not about bytes.
  public init(_ text: Bytes, isFields: Bool) throws(ListError) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ",") || Character8.isBlank($0) }
    for part in parts { try add(part, isFields) }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged: [ClosedRange<Int>] = []
    for range in ranges {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  private mutating func add(_ part: ArraySlice<UInt8>, _ isFields: Bool) throws(ListError) {
    let ends = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    if ends.count > 2 { throw ListError(message: isFields ? "invalid field range" : "invalid byte or character range") }
    if part.elementsEqual([UInt8(ascii: "-")]) { throw ListError(message: "invalid range with no endpoint: -") }
    let low = ends[0].isEmpty && ends.count == 2 ? 1 : try Self.number(ends[0], isFields)
    guard ends.count == 2 else {
      ranges.append(low...low)
      return
    }
    let high = ends[1].isEmpty ? Int.max : try Self.number(ends[1], isFields)
    guard low <= high else { throw ListError(message: "invalid decreasing range") }
    ranges.append(low...high)
  }

  private static func number(_ text: ArraySlice<UInt8>, _ isFields: Bool) throws(ListError) -> Int {
    let zero = isFields ? "fields are numbered from 1" : "byte/character positions are numbered from 1"
    if text.isEmpty { throw ListError(message: zero) }
    guard text.allSatisfy(Character8.isDigit) else {
      let rest = Bytes(text.drop(while: Character8.isDigit))
      let what = isFields ? "invalid field value" : "invalid byte/character position"
      throw ListError(message: "\(what) \(QuotingStyle.quoted(rest).text)")
    }
    guard let value = text.decimal, value < .max else {
      let what = isFields ? "field number" : "byte/character offset"
      throw ListError(message: "\(what) \(QuotingStyle.quoted(Bytes(text)).text) is too large")
    }
    if value == 0 { throw ListError(message: zero) }
    return value
  }

  /// Becomes the set of all other numbers.
  public mutating func complement() {
    var others: [ClosedRange<Int>] = []
    var next = 1
    for range in ranges {
      if range.lowerBound > next { others.append(next...range.lowerBound - 1) }
      guard range.upperBound < .max else {
        ranges = others
        return
      }
      next = range.upperBound + 1
    }
    others.append(next...Int.max)
    ranges = others
  }

  public func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }
}
