// Runs compiled awk programs: the loop over the instructions, and what rules and records need.
//
// Values of variables: AwkMachine+Values. Input and output: AwkMachine+Streams. Functions: AwkMachine+Functions.
//
// Specification: POSIX.1-2017, awk.

import RegularExpressions

/// A program while it runs.
public struct AwkMachine {
  let program: AwkProgram
  let host: any AwkHost

  var stack: [AwkValue] = []
  var globals: [AwkValue]
  var arrays: [AwkArray]
  var specials = [AwkValue](repeating: .none, count: AwkSpecial.allCases.count)
  /// The scalar parameters of all calls that are going on, and the arrays.
  var locals: [AwkValue] = []
  var localArrays: [AwkArray] = []
  private var frames: [Frame] = []
  private var walks: [Walk] = []
  private var activeRanges: [Bool]

  var record = AwkRecord()
  var splitter = AwkFieldSplitter.blanks
  var separator = AwkRecordSeparator.byte(0x0a)
  var recordNumber = 0.0
  var fileRecordNumber = 0.0
  /// What `getline` read into no record.
  var lineRead: [UInt8] = []
  var substitution = (count: 0, isChanged: false)
  var matchGroups: [Range<Int>?] = []
  var matchText: [UInt8] = []
  var streams = AwkStreams()
  var dynamicExpressions = AwkExpressionCache()
  var random = AwkRandom()

  private var status: Int32 = 0
  private var isExiting = false

  /// A call that is going on.
  private struct Frame {
    var place: Int
    var locals: Int
    var arrays: Int
  }

  /// A loop over the keys of an array.
  private struct Walk {
    let keys: [[UInt8]]
    var index = 0
    let array: AwkArray
  }

  /// Calls inside calls.
  private static let deepestCall = 50_000

  /// Why the instructions stopped.
  private enum Stop {
    case end
    case next
    case nextFile
    case exit
  }

  public init(_ program: AwkProgram, _ host: any AwkHost) {
    self.program = program
    self.host = host
    globals = [AwkValue](repeating: .none, count: program.globals.count)
    arrays = (0..<program.arrays.count).map { _ in AwkArray() }
    activeRanges = [Bool](repeating: false, count: program.rangeCount)
    set(.fs, .string([0x20]))
    set(.ofs, .string([0x20]))
    set(.ors, .string([0x0a]))
    set(.rs, .string([0x0a]))
    set(.subsep, .string([0x1c]))
    set(.convfmt, .string(Array("%.6g".utf8)))
    set(.ofmt, .string(Array("%.6g".utf8)))
    set(.rstart, .number(0))
    set(.rlength, .number(0))
    set(.filename, .string([]))
  }

  private mutating func set(_ special: AwkSpecial, _ value: AwkValue) { specials[special.rawValue] = value }

  // MARK: Whole programs

  /// Runs the program.
  /// - Parameters:
  ///   - arguments: ARGV, the program's name first.
  ///   - assignments: the values of -v.
  /// - Returns: the exit status.
  public mutating func run(
    arguments: [[UInt8]], assignments: [(name: [UInt8], value: [UInt8])]
  ) throws(AwkError) -> Int32 {
    if let place = program.arrays[Array("ENVIRON".utf8)] {
      for (name, value) in host.environment { arrays[place][name] = .input(value) }
    }
    if let place = program.arrays[Array("ARGV".utf8)] {
      for (number, argument) in arguments.enumerated() { arrays[place][NumberText.decimal(number)] = .input(argument) }
    }
    if let place = program.globals[Array("ARGC".utf8)] { globals[place] = .number(Double(arguments.count)) }
    for (name, value) in assignments { try assign(name, AwkEscapes.resolve(value)) }
    defer { closeAll() }
    if try execute(from: program.beginEntry) != .exit, program.hasMain || program.hasEnd { try runRecords() }
    isExiting = false
    if program.hasEnd, !hasEnded { _ = try execute(from: program.endEntry) }
    return status
  }

  /// Set by `exit` in front of END that came from END.
  private var hasEnded = false

  private mutating func runRecords() throws(AwkError) {
    while try readMainRecord() {
      guard program.hasMain else { continue }
      switch try execute(from: program.mainEntry) {
      case .end, .next: break
      case .nextFile: skipFile()
      case .exit: return
      }
      if host.isOutputClosed { return }
    }
  }

  /// Assigns to a variable by its name, as the command line does.
  mutating func assign(_ name: [UInt8], _ value: [UInt8]) throws(AwkError) {
    if let special = AwkSpecial.named(name) {
      try store(.input(value), special)
    } else if let place = program.globals[name] {
      globals[place] = .input(value)
    }
  }

  // MARK: Instructions

  private mutating func pop() -> AwkValue { stack.popLast() ?? .none }

  /// Runs from a place to a stop.
  private mutating func execute(from entry: Int) throws(AwkError) -> Stop {
    stack.removeAll(keepingCapacity: true)
    locals.removeAll(keepingCapacity: true)
    localArrays.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    walks.removeAll(keepingCapacity: true)
    let code = program.code
    var place = entry
    while true {
      let instruction = code[place]
      place += 1
      switch instruction {
      case .number(let value): stack.append(.number(value))
      case .string(let number): stack.append(.string(program.strings[number]))
      case .none: stack.append(.none)
      case .pop: stack.removeLast()
      case .load(let source): stack.append(try load(source))
      case .store(let target): try store(target)
      case .loadField(let number): stack.append(field(number))
      case .binary(let operation): try apply(operation)
      case .jump(let target): place = target
      case .jumpIfFalse(let target): if !pop().isTrue { place = target }
      case .jumpIfTrue(let target): if pop().isTrue { place = target }
      case .increment(let target, let step, let isPrefix): try increment(target, step, isPrefix)
      case .matchRecord(let number):
        stack.append(.number(program.expressions[number].matches(wholeRecord()) ? 1 : 0))
      case .print(let count, let kind): try print(count, kind)
      case .call(let function, let count): place = try call(function, count, from: place)
      case .returnValue: place = endCall()
      case .nextKey(let target): if !pushNextKey() { place = target }
      case .startRange(let number, let behind): if activeRanges[number] { place = behind }
      case .endRange(let number): activeRanges[number] = !pop().isTrue
      case .stop: return .end
      case .next: return .next
      case .nextFile: return .nextFile
      case .exit(let hasValue):
        if hasValue { status = Int32(truncatingIfNeeded: Int(max(-1e9, min(1e9, pop().number)))) & 0xff }
        if entry == program.endEntry { hasEnded = true }
        return .exit
      default: try executeRare(instruction)
      }
    }
  }

  private mutating func executeRare(_ instruction: AwkInstruction) throws(AwkError) {
    switch instruction {
    case .duplicate: stack.append(stack.last ?? .none)
    case .peek(let source): stack.append(try peek(source))
    case .negate: stack.append(.number(-pop().number))
    case .plus: stack.append(.number(pop().number))
    case .not: stack.append(.number(pop().isTrue ? 0 : 1))
    case .truth: stack.append(.number(pop().isTrue ? 1 : 0))
    case .joinKeys(let count): joinKeys(count)
    case .contains(let array): stack.append(.number(self.array(array).contains(text(pop())) ? 1 : 0))
    case .deleteElement(let array): self.array(array).remove(text(pop()))
    case .deleteArray(let array): self.array(array).removeAll()
    case .matchConstant(let number, let isNegated):
      stack.append(.number(program.expressions[number].matches(text(pop())) != isNegated ? 1 : 0))
    case .matchDynamic(let isNegated):
      let pattern = pop()
      let expression = try self.expression(pattern)
      stack.append(.number(expression.matches(text(pop())) != isNegated ? 1 : 0))
    case .startLoop(let array): walks.append(Walk(keys: self.array(array).allKeys, array: self.array(array)))
    case .endLoop: walks.removeLast()
    case .pushArray(let array): localArrays.append(self.array(array))
    case .printf(let count, let kind): try printFormatted(count, kind)
    case .getline(let kind, let setsRecord): try getline(kind, setsRecord: setsRecord)
    case .readLine: stack.append(.input(lineRead))
    case .builtin(let builtin, let count): try run(builtin, count)
    // The place of a constant expression, where a text might stand.
    case .regexConstant(let number): stack.append(.pattern(number))
    case .split(let array, let splitter): try split(into: self.array(array), splitter)
    case .matchGroups(let array): storeGroups(in: self.array(array))
    case .arrayLength(let array): stack.append(.number(Double(self.array(array).count)))
    case .substitute(let isGlobal): try substitute(isGlobal: isGlobal)
    case .storeIfChanged(let target): try storeIfChanged(target)
    case .substitutionCount: stack.append(.number(Double(substitution.count)))
    default: break
    }
  }

  private mutating func joinKeys(_ count: Int) {
    let keys = stack.suffix(count).map { text($0) }
    stack.removeLast(count)
    stack.append(.string(Array(keys.joined(separator: text(specials[AwkSpecial.subsep.rawValue])))))
  }

  // MARK: Calls and loops

  func array(_ place: AwkArrayPlace) -> AwkArray {
    switch place {
    case .global(let number): arrays[number]
    case .local(let number): localArrays[(frames.last?.arrays ?? 0) + number]
    }
  }

  var localBase: Int { frames.last?.locals ?? 0 }

  private mutating func call(_ number: Int, _ count: Int, from place: Int) throws(AwkError) -> Int {
    guard frames.count < Self.deepestCall else { throw AwkError("function calls are nested too deeply") }
    let function = program.functions[number]
    let arrayCount = function.arrays[..<count].count { $0 }
    let frame = Frame(place: place, locals: locals.count, arrays: localArrays.count - arrayCount)
    let scalarCount = count - arrayCount
    locals += stack.suffix(scalarCount)
    stack.removeLast(scalarCount)
    for _ in scalarCount..<function.scalarCount { locals.append(.none) }
    for _ in arrayCount..<function.arrayCount { localArrays.append(AwkArray()) }
    frames.append(frame)
    return function.entry
  }

  private mutating func endCall() -> Int {
    guard let frame = frames.popLast() else { return program.endEntry }
    locals.removeSubrange(frame.locals...)
    localArrays.removeSubrange(frame.arrays...)
    return frame.place
  }

  private mutating func pushNextKey() -> Bool {
    guard var walk = walks.popLast() else { return false }
    // A key that was deleted meanwhile does not come.
    while walk.index < walk.keys.count, !walk.array.contains(walk.keys[walk.index]) { walk.index += 1 }
    defer { walks.append(walk) }
    guard walk.index < walk.keys.count else { return false }
    stack.append(.input(walk.keys[walk.index]))
    walk.index += 1
    return true
  }
}
