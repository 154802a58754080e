// Patterns of file names, as `find -name` and `grep --include` take them: `*`, `?`, `[…]`.
//
// A pattern becomes a regular expression, and so matches in bounded time.
//
// Specification: POSIX.1-2017, Shell Command Language, 2.13.

import RegularExpressions

/// A pattern that whole names match.
public struct NamePattern {
  private let expression: RegularExpression?
  private let text: Bytes

  /// Compiles a pattern; one that is none stands for itself.
  public init(_ pattern: Bytes, ignoresCase: Bool = false) {
    text = pattern
    var translated = Bytes()
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      switch byte {
      case UInt8(ascii: "*"): translated += ".*".bytes
      case UInt8(ascii: "?"): translated += ".".bytes
      case UInt8(ascii: "["):
        if let (set, end) = Self.bracket(pattern, index) {
          translated += set
          index = end
        } else {
          translated += "\\[".bytes
        }
      case UInt8(ascii: "\\") where index < pattern.count:
        translated += Self.escaped(pattern[index])
        index += 1
      default: translated += Self.escaped(byte)
      }
    }
    var options = PatternOptions()
    options.ignoresCase = ignoresCase
    options.wholeLines = true
    expression = try? RegularExpression([translated], .extended, options)
  }

  private static func escaped(_ byte: UInt8) -> Bytes {
    let isSpecial = ".[]()*+?{}|^$\\".utf8.contains(byte)
    return isSpecial ? [UInt8(ascii: "\\"), byte] : [byte]
  }

  private static func bracket(_ pattern: Bytes, _ start: Int) -> (Bytes, end: Int)? {
    var set = "[".bytes
    var index = start
    if index < pattern.count, pattern[index] == UInt8(ascii: "!") || pattern[index] == UInt8(ascii: "^") {
      set.append(UInt8(ascii: "^"))
      index += 1
    }
    var isFirst = true
    while index < pattern.count {
      set.append(pattern[index])
      if pattern[index] == UInt8(ascii: "]"), !isFirst { return (set, index + 1) }
      isFirst = false
      index += 1
    }
    return nil
  }

  /// Whether the whole of `name` matches.
  public func matches(_ name: Bytes) -> Bool { expression?.matches(name) ?? (name == text) }
}
