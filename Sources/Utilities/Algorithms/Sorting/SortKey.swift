// A key of `sort`: which part of a line counts, and what it is compared as.
//
// Specification: POSIX.1-2017, sort, option -k; GNU coreutils 9.1.

public import UtilitySupport

/// One key.
public struct SortKey: Sendable {
  /// What a part is compared as.
  public enum Order: Sendable {
    case text, numeric, general, human, month, version, random
  }

  /// Why a text is no key.
  public struct KeyError: Error {
    public let message: String
  }

  public var startField = 0
  public var startByte = 0
  /// The last field; nil: to the end of the line.
  public var endField: Int?
  /// Bytes of the last field that count; 0: all of it.
  public var endByte = 0
  public var skipsStartBlanks = false
  public var skipsEndBlanks = false
  public var isReversed = false
  public var ignoresCase = false
  public var isDictionary = false
  public var isPrintable = false
  /// The letters of its orders, in the order of messages.
  public private(set) var orders: Bytes = []

  public init() {}

  /// What the part is compared as.
  public var order: Order {
    switch orders.first {
    case UInt8(ascii: "n"): .numeric
    case UInt8(ascii: "g"): .general
    case UInt8(ascii: "h"): .human
    case UInt8(ascii: "M"): .month
    case UInt8(ascii: "V"): .version
    case UInt8(ascii: "R"): .random
    default: .text
    }
  }

  /// Whether it says how to compare; else the global options do.
  public var hasOptions: Bool {
    skipsStartBlanks || skipsEndBlanks || isReversed || ignoresCase || isDictionary || isPrintable || !orders.isEmpty
  }

  /// Takes the options of another key.
  public mutating func inherit(_ other: SortKey) {
    (skipsStartBlanks, skipsEndBlanks) = (other.skipsStartBlanks, other.skipsEndBlanks)
    (isReversed, ignoresCase) = (other.isReversed, other.ignoresCase)
    (isDictionary, isPrintable, orders) = (other.isDictionary, other.isPrintable, other.orders)
  }

  /// Takes the letter of an option; false when it is none.
  public mutating func take(_ letter: UInt8, atEnd: Bool? = nil) -> Bool {
    switch letter {
    case UInt8(ascii: "b"):
      if atEnd != true { skipsStartBlanks = true }
      if atEnd != false { skipsEndBlanks = true }
    case UInt8(ascii: "d"): isDictionary = true
    case UInt8(ascii: "f"): ignoresCase = true
    case UInt8(ascii: "i"): isPrintable = true
    case UInt8(ascii: "r"): isReversed = true
    case let order where "ghMnRV".utf8.contains(order): if !orders.contains(order) { orders.append(order) }
    default: return false
    }
    return true
  }

  /// The letters that do not go together; nil when all do.
  public var conflict: Bytes? {
    let numbers = orders.filter { "nghM".utf8.contains($0) }.count
    let isOther = isDictionary || isPrintable || orders.contains { "VR".utf8.contains($0) }
    guard numbers + (isOther ? 1 : 0) > 1 else { return nil }
    var letters = orders
    if isDictionary { letters.append(UInt8(ascii: "d")) }
    if ignoresCase { letters.append(UInt8(ascii: "f")) }
    if isPrintable, !isDictionary { letters.append(UInt8(ascii: "i")) }
    return "dfghiMnRV".bytes.filter { letters.contains($0) }
  }

  // MARK: Parsing

  /// `F[.C][OPTIONS][,F[.C][OPTIONS]]`
  public init(_ text: Bytes) throws(KeyError) {
    var rest = text[...]
    startField = try Self.number(&rest, "invalid number at field start", text)
    if startField == 0 { throw Self.wrong("field number is zero", text) }
    startField -= 1
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      startByte = try Self.number(&rest, "invalid number after '.'", text)
      if startByte == 0 { throw Self.wrong("character offset is zero", text) }
      startByte -= 1
    }
    while let letter = rest.first, take(letter, atEnd: false) { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: ",") {
      rest = rest.dropFirst()
      let field = try Self.number(&rest, "invalid number after ','", text)
      if field == 0 { throw Self.wrong("field number is zero", text) }
      endField = field - 1
      if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        endByte = try Self.number(&rest, "invalid number after '.'", text)
      }
      while let letter = rest.first, take(letter, atEnd: true) { rest = rest.dropFirst() }
    }
    if !rest.isEmpty { throw Self.wrong("stray character in field spec", text) }
  }

  private static func wrong(_ what: String, _ text: Bytes) -> KeyError {
    KeyError(message: "\(what): invalid field specification \(QuotingStyle.quoted(text).text)")
  }

  private static func number(
    _ rest: inout ArraySlice<UInt8>, _ what: String, _ text: Bytes
  ) throws(KeyError) -> Int {
    let digits = rest.prefix(while: Character8.isDigit)
    guard !digits.isEmpty else {
      throw KeyError(message: "\(what): invalid count at start of \(QuotingStyle.quoted(Bytes(rest)).text)")
    }
    rest = rest.dropFirst(digits.count)
    // Fields behind all others are simply not there.
    return min(digits.decimal ?? .max, 1 << 30)
  }
}
