// The instructions that awk programs are compiled to: a machine with a stack of values.

/// A variable that stands in a numbered place, or means something to the machine.
enum AwkSpecial: Int, CaseIterable {
  case nf, nr, fnr, fs, ofs, ors, rs, subsep, convfmt, ofmt, rstart, rlength, filename, fieldwidths

  static func named(_ name: [UInt8]) -> AwkSpecial? {
    switch name {
    case "NF": .nf
    case "NR": .nr
    case "FNR": .fnr
    case "FS": .fs
    case "OFS": .ofs
    case "ORS": .ors
    case "RS": .rs
    case "SUBSEP": .subsep
    case "CONVFMT": .convfmt
    case "OFMT": .ofmt
    case "RSTART": .rstart
    case "RLENGTH": .rlength
    case "FILENAME": .filename
    case "FIELDWIDTHS": .fieldwidths
    default: nil
    }
  }
}

/// Where a value lies.
enum AwkPlace {
  case global(Int)
  case local(Int)
  case special(AwkSpecial)
  /// The key lies on the stack.
  case element(AwkArrayPlace)
  /// The number lies on the stack.
  case field
}

/// Where an array lies.
enum AwkArrayPlace: Equatable {
  case global(Int)
  case local(Int)
}

/// Where input comes from or output goes to; a name lies on the stack, but for the standard ones.
enum AwkStreamKind: UInt8 {
  case standard, file, append, command
}

/// One step. Operands are taken from the stack, results are put there.
enum AwkInstruction {
  case none
  case number(Double)
  case string(Int)
  case pop
  case duplicate
  case load(AwkPlace)
  /// Leaves the value on the stack.
  case store(AwkPlace)
  /// Reads a place without taking its key from the stack.
  case peek(AwkPlace)
  case increment(AwkPlace, by: Double, isPrefix: Bool)
  case loadField(Int)
  case binary(AwkOperator)
  case negate
  case plus
  case not
  /// To 0 or 1.
  case truth
  /// Joins keys with SUBSEP.
  case joinKeys(Int)
  case contains(AwkArrayPlace)
  case deleteElement(AwkArrayPlace)
  case deleteArray(AwkArrayPlace)
  case matchConstant(Int, isNegated: Bool)
  case matchDynamic(isNegated: Bool)
  case matchRecord(Int)
  case jump(Int)
  case jumpIfFalse(Int)
  case jumpIfTrue(Int)
  /// Starts to walk through the keys of an array.
  case startLoop(AwkArrayPlace)
  /// The next key on the stack, or on to the place behind the loop.
  case nextKey(Int)
  case endLoop
  case call(Int, arguments: Int)
  case pushArray(AwkArrayPlace)
  case returnValue
  case print(Int, AwkStreamKind)
  case printf(Int, AwkStreamKind)
  case getline(AwkStreamKind, setsRecord: Bool)
  /// The line that `getline` read.
  case readLine
  case builtin(AwkBuiltin, Int)
  case regexConstant(Int)
  case split(AwkArrayPlace, AwkSplitter)
  case matchGroups(AwkArrayPlace)
  case arrayLength(AwkArrayPlace)
  /// Text, expression, replacement: leaves the new text.
  case substitute(isGlobal: Bool)
  /// Takes the new text, and a key; stores it if the substitution changed something.
  case storeIfChanged(AwkPlace)
  case substitutionCount
  case next
  case nextFile
  case exit(hasValue: Bool)
  case startRange(Int, behind: Int)
  case endRange(Int)
  case stop
}

/// What `split` splits by.
enum AwkSplitter {
  case fieldSeparator
  case constant(Int)
  case value
}
