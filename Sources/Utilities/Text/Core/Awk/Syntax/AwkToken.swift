// The tokens of awk programs.

enum AwkToken: Equatable {
  case number(Double)
  case string([UInt8])
  case regex([UInt8])
  case name([UInt8])
  /// A name with `(` right behind it: a call of a function of the program.
  case functionName([UInt8])
  case builtin(AwkBuiltin)
  case keyword(AwkKeyword)
  /// An operator or a bracket, by its text.
  case symbol(String8)
  case newline
  case end

  func isSymbol(_ text: StaticString) -> Bool {
    if case .symbol(let symbol) = self { return symbol == String8(text) }
    return false
  }
}

/// A text of at most eight bytes, compared as a number.
struct String8: Equatable {
  let value: UInt64

  init(_ bytes: some Sequence<UInt8>) {
    value = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  init(_ text: StaticString) { value = text.description.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  var bytes: [UInt8] {
    (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }.filter { $0 != 0 }
  }
}

enum AwkKeyword: Equatable {
  case begin, end, function, ifKeyword, elseKeyword, whileKeyword, forKeyword, doKeyword, breakKeyword, continueKeyword
  case next, nextFile, exit, returnKeyword, delete, inKeyword, getline, print, printf

  static func named(_ name: [UInt8]) -> AwkKeyword? {
    switch name {
    case "BEGIN": .begin
    case "END": .end
    case "function", "func": .function
    case "if": .ifKeyword
    case "else": .elseKeyword
    case "while": .whileKeyword
    case "for": .forKeyword
    case "do": .doKeyword
    case "break": .breakKeyword
    case "continue": .continueKeyword
    case "next": .next
    case "nextfile": .nextFile
    case "exit": .exit
    case "return": .returnKeyword
    case "delete": .delete
    case "in": .inKeyword
    case "getline": .getline
    case "print": .print
    case "printf": .printf
    default: nil
    }
  }
}

/// The functions that the language brings.
enum AwkBuiltin: UInt8 {
  case length, substr, index, split, sub, gsub, gensub, match, sprintf, sin, cos, atan2, exp, log, sqrt, int, rand
  case srand, tolower, toupper, system, close, fflush, systime, and, or, xor, lshift, rshift, compl, strtonum

  static func named(_ name: [UInt8]) -> AwkBuiltin? {
    switch name {
    case "length": .length
    case "substr": .substr
    case "index": .index
    case "split": .split
    case "sub": .sub
    case "gsub": .gsub
    case "gensub": .gensub
    case "match": .match
    case "sprintf": .sprintf
    case "sin": .sin
    case "cos": .cos
    case "atan2": .atan2
    case "exp": .exp
    case "log": .log
    case "sqrt": .sqrt
    case "int": .int
    case "rand": .rand
    case "srand": .srand
    case "tolower": .tolower
    case "toupper": .toupper
    case "system": .system
    case "close": .close
    case "fflush": .fflush
    case "systime": .systime
    case "and": .and
    case "or": .or
    case "xor": .xor
    case "lshift": .lshift
    case "rshift": .rshift
    case "compl": .compl
    case "strtonum": .strtonum
    default: nil
    }
  }
}
