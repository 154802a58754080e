// A command of a sed script, as the parser leaves it.

import RegularExpressions

/// What selects lines.
enum SedAddress {
  case line(Int)
  /// `first~step`.
  case step(first: Int, step: Int)
  case last
  /// Nil: the expression that was used last.
  case pattern(RegularExpression?)
}

/// The end of a range of lines.
enum SedRangeEnd {
  case address(SedAddress)
  /// `addr,+N`.
  case count(Int)
  /// `addr,~N`: to the next line whose number is a multiple.
  case multiple(Int)
}

/// A part of what `s` puts in place of a match.
enum SedReplacementPart {
  case text([UInt8])
  case group(Int)
  case letters(SedLetterCase)
}

/// What `\U` and its like do to the text behind them.
enum SedLetterCase {
  case upper
  case lower
  case nextUpper
  case nextLower
  case end
}

/// `s`.
struct SedSubstitution {
  /// Nil: the expression that was used last.
  var expression: RegularExpression?
  var replacement: [SedReplacementPart] = []
  var isGlobal = false
  /// Which match is replaced first.
  var number = 1
  var prints = false
  /// Where the line is written, too.
  var file: Int?
}

/// What a command does.
enum SedAction {
  case block(end: Int)
  case blockEnd
  case append([UInt8])
  case insert([UInt8])
  case change([UInt8])
  case branch(Int)
  case branchIfReplaced(Int)
  case branchUnlessReplaced(Int)
  case delete
  case deleteFirstLine
  case get
  case getAppended
  case hold
  case holdAppended
  case exchange
  case list(width: Int?)
  case next
  case nextAppended
  case print
  case printFirstLine
  case quit(Int32, prints: Bool)
  case readFile([UInt8])
  case readLine(Int)
  case substitute(SedSubstitution)
  case write(Int)
  case writeFirstLine(Int)
  /// Characters and what they become, in turns.
  case translate([[UInt8]])
  case translateBytes([UInt8])
  case clear
  case lineNumber
  case fileName
  case nothing
}

/// A command.
struct SedCommand {
  var first: SedAddress?
  var last: SedRangeEnd?
  var isNegated = false
  var action: SedAction
}
