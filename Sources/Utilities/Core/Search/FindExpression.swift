// What find can ask about a file, or do with it.

import ABI
import RegularExpressions
import System
import UtilitySupport

/// An expression of find.
indirect enum FindExpression {
  case and(FindExpression, FindExpression)
  case or(FindExpression, FindExpression)
  case not(FindExpression)
  /// `a , b`: both, and the value of the second.
  case list(FindExpression, FindExpression)
  case always(Bool)
  case name(NamePattern)
  case path(NamePattern)
  case linkTarget(NamePattern)
  case regex(RegularExpression)
  /// `opposite`: of what a link leads to (or of the link itself, where links are followed).
  case kind([FileKind], opposite: Bool)
  /// Units of so many bytes; compared as `+n`, `-n` or `n`.
  case size(Comparison, unit: UInt64)
  case permissions(UInt16, directory: UInt16, matching: PermissionMatch)
  case newer(Time, UInt64)
  /// Age in units of so many seconds.
  case age(Time, Comparison, seconds: UInt64)
  case user(Comparison)
  case group(Comparison)
  case unknownUser
  case unknownGroup
  case links(Comparison)
  case inode(Comparison)
  case sameFile(UInt64)
  case access(UInt16)
  case empty
  case print(terminator: UInt8, file: Int?)
  case format([FindFormat.Part], file: Int?)
  case listing(file: Int?)
  case delete
  case prune
  case quit
  case execute(Int)

  /// Which of a file's times.
  enum Time {
    case accessed, changed, modified

    func of(_ status: FileStatus) -> UInt64 {
      switch self {
      case .accessed: status.accessed
      case .changed: status.changed
      case .modified: status.modified
      }
    }
  }

  enum PermissionMatch {
    case exactly, all, any
  }

  /// `+n`, `-n`, `n`.
  struct Comparison {
    let order: Int
    let number: UInt64

    init?(_ text: Bytes) {
      let sign = text.first
      order = sign == UInt8(ascii: "+") ? 1 : sign == UInt8(ascii: "-") ? -1 : 0
      let digits = text.dropFirst(order == 0 ? 0 : 1)
      guard let first = digits.first, Character8.isDigit(first), let number = digits.decimal else { return nil }
      self.number = UInt64(number)
    }

    init(exactly number: UInt64) { (order, self.number) = (0, number) }

    func holds(_ value: UInt64) -> Bool { order > 0 ? value > number : order < 0 ? value < number : value == number }
  }

  /// Whether it does something: then nothing is printed by itself.
  var acts: Bool {
    switch self {
    case .and(let left, let right), .or(let left, let right), .list(let left, let right): left.acts || right.acts
    case .not(let inner): inner.acts
    case .print, .format, .delete, .execute, .quit, .listing: true
    default: false
    }
  }

  /// Whether it prunes.
  var prunes: Bool {
    switch self {
    case .and(let left, let right), .or(let left, let right), .list(let left, let right): left.prunes || right.prunes
    case .not(let inner): inner.prunes
    case .prune: true
    default: false
    }
  }
}

/// A program to run on files.
struct FindCommand {
  var words: [String]
  /// With as many files as fit.
  var isBatched = false
  /// In the directory of the file.
  var isLocal = false
  /// Only after a question.
  var asks = false
}
