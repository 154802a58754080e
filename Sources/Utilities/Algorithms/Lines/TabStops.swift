// Where tabs lead to, for `expand` and `unexpand`.
//
// Specification: POSIX.1-2017, expand; GNU coreutils 9.1 for `/N` and `+N`.

public import UtilitySupport

/// Tab stops, counted from 0.
public struct TabStops: Sendable {
  /// Why a text is no list.
  public struct ListError: Error {
    public let message: String
  }

  private var stops: [Int] = []
  /// The distance of stops behind the last one; 0: none.
  private var repeated = 0
  private var isRelative = false

  /// - Parameter lists: the values of all `-t`; none: a stop every eight columns.
  public init(_ lists: [Bytes]) throws(ListError) {
    var mark: UInt8?
    for list in lists {
      for part in list.split(whereSeparator: { $0 == UInt8(ascii: ",") || Character8.isBlank($0) }) {
        if let mark {
          throw ListError(message: "'\(Bytes([mark]).text)' specifier only allowed with the last value")
        }
        var digits = part
        if let first = part.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "+") {
          mark = first
          digits = part.dropFirst()
        }
        let value = try Self.number(digits)
        if mark != nil {
          repeated = value
          isRelative = mark == UInt8(ascii: "+")
        } else {
          stops.append(value)
        }
      }
    }
    if stops.isEmpty, mark == nil { stops = [8] }
    if stops.contains(0) || (mark != nil && repeated == 0 && stops.isEmpty) {
      throw ListError(message: "tab size cannot be 0")
    }
    for (former, next) in zip(stops, stops.dropFirst()) where next <= former {
      throw ListError(message: "tab sizes must be ascending")
    }
    if stops.count == 1, mark == nil { (repeated, stops) = (stops[0], []) }
  }

  private static func number(_ text: ArraySlice<UInt8>) throws(ListError) -> Int {
    guard let wrong = text.firstIndex(where: { !Character8.isDigit($0) }) else {
      guard let value = text.decimal ?? (text.isEmpty ? 0 : nil) else {
        throw ListError(message: "tab stop is too large \(QuotingStyle.quoted(Bytes(text)).text)")
      }
      return value
    }
    let rest = Bytes(text[wrong...])
    throw ListError(message: "tab size contains invalid character(s): \(QuotingStyle.quoted(rest).text)")
  }

  /// The first stop behind `column`; nil when there is none.
  public func next(after column: Int) -> Int? {
    if let stop = stops.first(where: { $0 > column }) { return stop }
    guard repeated > 0 else { return nil }
    let base = isRelative ? stops.last ?? 0 : 0
    return base + ((column - base) / repeated + 1) * repeated
  }
}
