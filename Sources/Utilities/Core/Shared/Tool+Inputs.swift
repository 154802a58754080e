// What programs on lines share: their inputs one by one, numbers in options, names in messages.

import ABI
import System
import UtilityAlgorithms
import UtilitySupport

/// A name as messages show it: in quotes only where it needs them.
func shown(_ name: String) -> String { QuotingStyle.message(name.bytes).text }

/// A name as messages show it: always in quotes.
func quoted(_ name: String) -> String { QuotingStyle.quoted(name.bytes).text }

/// A name as messages show it: always in quotes.
func quoted(_ name: Bytes) -> String { QuotingStyle.quoted(name).text }

extension Tool {
  /// Opens each operand (without operands the standard input) and hands it to `body`; one that cannot be read is
  /// reported. Returns the exit status: 1 when something failed.
  func forEachReader(separator: UInt8 = 0x0a, _ body: (LineReader) -> Void) -> Int32 {
    var status: Int32 = 0
    for path in operands.isEmpty ? ["-"] : operands {
      do throws(Errno) {
        let reader = try LineReader(path, separator: separator)
        body(reader)
        if let failure = reader.failure { throw failure }
      } catch {
        report(shown(path), error)
        status = 1
      }
      if isOutputClosed { break }
    }
    return status
  }

  /// Reports `extra operand` and returns `status`.
  func extraOperand(_ index: Int, _ status: Int32 = 1) -> Int32 {
    usageError("extra operand \(quoted(operands[index]))", status)
  }

  /// The number in `text`, with a unit if `units`; reported as `invalid WHAT: 'text'` when it is none.
  func number(
    _ text: Bytes, _ what: String, in range: ClosedRange<Int> = 0...(.max), units: Bool = false
  ) -> Int? {
    let isDigits = !text.isEmpty && text.allSatisfy(Character8.isDigit)
    guard let value = units ? ByteSize.parse(text) : text.decimal else {
      let isTooLarge = isDigits ? ": Value too large for defined data type" : ""
      report("invalid \(what): \(quoted(text))\(isTooLarge)")
      return nil
    }
    guard range.contains(value) else {
      let isNegative = value < 0 && range.lowerBound == 0
      let isHuge = value > 1 << 30 && value > range.upperBound
      let reason =
        isNegative ? "" : isHuge ? ": Value too large for defined data type" : ": Numerical result out of range"
      report("invalid \(what): \(quoted(text))\(reason)")
      return nil
    }
    return value
  }

  /// The choice that `text` names, also cut short; reported with the list of all when there is none.
  func choice(_ text: Bytes, of names: [String], _ option: String, status: Int32 = 1) -> String? {
    if let exact = names.first(where: { $0.utf8.elementsEqual(text) }) { return exact }
    let matching = names.filter { $0.utf8.starts(with: text) }
    if matching.count == 1 { return matching[0] }
    let list = names.map { "\n  - '\($0)'" }.joined()
    let what = matching.isEmpty ? "invalid" : "ambiguous"
    _ = usageError("\(what) argument \(quoted(text)) for '\(option)'\nValid arguments are:\(list)", status)
    return nil
  }
}
