// Permissions as `chmod` takes them: `755`, `u+x,go-w`, `a=rX`.
//
// Specification: POSIX.1-2017, chmod, extended description.

import UtilitySupport

/// A change of permissions.
struct ModeChange {
  private struct Clause {
    /// The bits of the users that are named.
    var who: UInt16
    var operation: UInt8
    var permissions: UInt16
    /// `X`: execution only for directories, and for files that somebody may execute.
    var isConditional: Bool
    /// `u`, `g` or `o`: the permissions that these have.
    var source: UInt8?
  }

  private var absolute: UInt16?
  private var clauses: [Clause] = []

  /// Nil when the text is no mode.
  init?(_ text: Bytes) {
    if let octal = text.octal {
      guard octal <= 0o7777 else { return nil }
      absolute = UInt16(octal)
      return
    }
    for part in text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard parse(Bytes(part)) else { return nil }
    }
  }

  private mutating func parse(_ text: Bytes) -> Bool {
    var who: UInt16 = 0
    var index = 0
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "u"): who |= 0o4700
      case UInt8(ascii: "g"): who |= 0o2070
      case UInt8(ascii: "o"): who |= 0o1007
      case UInt8(ascii: "a"): who |= 0o7777
      default: break scan
      }
      index += 1
    }
    if who == 0 { who = 0o7777 }
    guard index < text.count else { return false }
    while index < text.count {
      var clause = Clause(who: who, operation: text[index], permissions: 0, isConditional: false)
      guard "+-=".utf8.contains(text[index]) else { return false }
      index += 1
      while index < text.count, !"+-=".utf8.contains(text[index]) {
        switch text[index] {
        case UInt8(ascii: "r"): clause.permissions |= 0o444
        case UInt8(ascii: "w"): clause.permissions |= 0o222
        case UInt8(ascii: "x"): clause.permissions |= 0o111
        case UInt8(ascii: "X"): clause.isConditional = true
        case UInt8(ascii: "s"): clause.permissions |= 0o6000
        case UInt8(ascii: "t"): clause.permissions |= 0o1000
        case UInt8(ascii: "u"), UInt8(ascii: "g"), UInt8(ascii: "o"): clause.source = text[index]
        default: return false
        }
        index += 1
      }
      clauses.append(clause)
    }
    return true
  }

  /// The permissions that come of `mode`.
  func applied(to mode: UInt16, isDirectory: Bool) -> UInt16 {
    if let absolute { return absolute }
    var result = mode
    for clause in clauses {
      var bits = clause.permissions
      if clause.isConditional, isDirectory || result & 0o111 != 0 { bits |= 0o111 }
      if let source = clause.source {
        let shift: UInt16 = source == UInt8(ascii: "u") ? 6 : source == UInt8(ascii: "g") ? 3 : 0
        let own = result >> shift & 7
        bits |= own << 6 | own << 3 | own
      }
      bits &= clause.who
      switch clause.operation {
      case UInt8(ascii: "+"): result |= bits
      case UInt8(ascii: "-"): result &= ~bits
      default: result = result & ~(clause.who & 0o777) | bits
      }
    }
    return result
  }
}
