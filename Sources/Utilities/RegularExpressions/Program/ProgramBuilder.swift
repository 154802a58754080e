// Turns the tree of a pattern into code.

/// A program being built.
struct ProgramBuilder {
  var program = Program()
  private let options: PatternOptions

  /// Instructions of one pattern: `(a{99}){99}` is a typing error, not a wish.
  private static let longestProgram = 100_000

  init(_ options: PatternOptions) {
    self.options = options
    program.isMultiline = options.isMultiline
    program.usesBytes = options.usesBytes
    program.ignoresCase = options.ignoresCase
  }

  /// Any of the patterns matches.
  mutating func build(_ patterns: [Node], groupCount: Int) throws(PatternError) {
    program.groupCount = groupCount
    var forks: [Int] = []
    for (number, pattern) in patterns.enumerated() {
      let fork = program.code.count
      let isLast = number == patterns.count - 1
      if !isLast { try emit(.fork(fork + 1, 0)) }
      if options.wholeLines { try emit(assertion: .lineStart) }
      if options.wholeWords { try emit(assertion: .notBehindWord) }
      try emit(pattern)
      if options.wholeWords { try emit(assertion: .notBeforeWord) }
      if options.wholeLines { try emit(assertion: .lineEnd) }
      if !isLast {
        forks.append(program.code.count)
        try emit(.jump(0))
        program.code[fork] = .fork(fork + 1, program.code.count)
      }
    }
    for jump in forks { program.code[jump] = .jump(program.code.count) }
    if patterns.isEmpty { try emit(ByteSet()) }
    try emit(.match)
  }

  // MARK: Code

  private mutating func emit(_ instruction: Instruction) throws(PatternError) {
    guard program.code.count < Self.longestProgram else { throw .tooBig }
    program.code.append(instruction)
  }

  private mutating func emit(assertion: Assertion) throws(PatternError) {
    program.hasAssertions = true
    try emit(.assert(assertion))
  }

  private mutating func emit(_ set: ByteSet) throws(PatternError) {
    // The last sets are the likely ones: a pattern repeats itself.
    if let known = program.sets.suffix(64).lastIndex(of: set) { return try emit(.set(known)) }
    program.sets.append(set)
    try emit(.set(program.sets.count - 1))
  }

  private mutating func emit(_ node: Node) throws(PatternError) {
    switch node {
    case .empty: break
    case .byte(let byte): try emit(ByteSet(byte...byte))
    case .scalar(let scalar): try emit(scalar: scalar)
    case .set(let set): try emit(set)
    case .sequence(let parts): for part in parts { try emit(part) }
    case .alternatives(let branches):
      try emit(branches: branches.count) { (builder, branch) throws(PatternError) in try builder.emit(branches[branch])
      }
    case .repeated(let body, let minimum, let maximum): try emit(body, minimum, maximum)
    case .assertion(let assertion): try emit(assertion: assertion)
    case .backReference(let group):
      program.hasBackReferences = true
      try emit(Instruction.backReference(group))
    case .group(let content, let number):
      let open = program.code.count
      try emit(.open(number, close: 0))
      try emit(content)
      program.code[open] = .open(number, close: program.code.count)
      try emit(.close(number))
    }
  }

  private mutating func emit(scalar: UInt32) throws(PatternError) {
    if options.ignoresCase, let other = CaseFolding.otherCase(scalar), !options.usesBytes || scalar < 0x80 {
      return try emit(ScalarSet([min(scalar, other)...min(scalar, other), max(scalar, other)...max(scalar, other)]))
    }
    guard !options.usesBytes else {
      let byte = UInt8(truncatingIfNeeded: scalar)
      return try emit(ByteSet(byte...byte))
    }
    for byte in UTF8Text.encode(scalar) { try emit(ByteSet(byte...byte)) }
  }

  private mutating func emit(
    branches count: Int, _ emitBranch: (inout ProgramBuilder, Int) throws(PatternError) -> Void
  ) throws(PatternError) {
    var jumps: [Int] = []
    for branch in 0..<count {
      let fork = program.code.count
      if branch < count - 1 { try emit(.fork(fork + 1, 0)) }
      try emitBranch(&self, branch)
      if branch < count - 1 {
        jumps.append(program.code.count)
        try emit(.jump(0))
        program.code[fork] = .fork(fork + 1, program.code.count)
      }
    }
    for jump in jumps { program.code[jump] = .jump(program.code.count) }
  }

  // MARK: Repetition

  private mutating func emit(_ body: Node, _ minimum: Int, _ maximum: Int?) throws(PatternError) {
    for _ in 0..<max(0, maximum == nil ? minimum - 1 : minimum) { try emit(body) }
    guard let maximum else {
      // fork start, behind; start: body; again start; behind.
      let fork = program.code.count
      if minimum == 0 { try emit(.fork(fork + 1, 0)) }
      let start = program.code.count
      try emit(.loopStart)
      try emit(body)
      try emit(.again(start))
      if minimum == 0 { program.code[fork] = .fork(fork + 1, program.code.count) }
      return
    }
    var forks: [Int] = []
    for _ in minimum..<max(maximum, minimum) {
      forks.append(program.code.count)
      try emit(.fork(program.code.count + 1, 0))
      try emit(body)
    }
    for fork in forks { program.code[fork] = .fork(fork + 1, program.code.count) }
  }

  // MARK: Sets

  private mutating func emit(_ set: ScalarSet) throws(PatternError) {
    var ascii = ByteSet()
    var wide: [ClosedRange<UInt32>] = []
    let last: UInt32 = options.usesBytes ? 0xff : 0x7f
    for range in set.ranges {
      if range.lowerBound <= last {
        let high = min(range.upperBound, last)
        ascii.insert(UInt8(truncatingIfNeeded: range.lowerBound)...UInt8(truncatingIfNeeded: high))
      }
      if range.upperBound > last, !options.usesBytes { wide.append(max(range.lowerBound, last + 1)...range.upperBound) }
    }
    if wide.isEmpty { return try emit(ascii) }
    if wide.count == 1, wide[0] == 0x80...0x10ffff { return try emitAll(with: ascii) }
    let sequences = wide.flatMap(UTF8Text.sequences)
    let first = ascii.isEmpty ? 0 : 1
    try emit(branches: sequences.count + first) { (builder, branch) throws(PatternError) in
      if branch < first { return try builder.emit(ascii) }
      for range in sequences[branch - first] { try builder.emit(ByteSet(range)) }
    }
  }

  /// Some of ASCII, and every character beyond it. The sequences of bytes share their ends.
  private mutating func emitAll(with ascii: ByteSet) throws(PatternError) {
    let leads: [(first: ClosedRange<UInt8>, second: ClosedRange<UInt8>?, left: Int)] = [
      (0xc2...0xdf, nil, 1), (0xe1...0xec, nil, 2), (0xee...0xef, nil, 2), (0xe0...0xe0, 0xa0...0xbf, 1),
      (0xed...0xed, 0x80...0x9f, 1), (0xf0...0xf0, 0x90...0xbf, 2), (0xf1...0xf3, nil, 3),
      (0xf4...0xf4, 0x80...0x8f, 2),
    ]
    var jumps: [(place: Int, left: Int)] = []
    func jump(_ left: Int, _ builder: inout ProgramBuilder) throws(PatternError) {
      jumps.append((builder.program.code.count, left))
      try builder.emit(.jump(0))
    }
    let fork = program.code.count
    try emit(.fork(fork + 1, fork + 3))
    try emit(ascii)
    try jump(0, &self)
    for (number, lead) in leads.enumerated() {
      let fork = program.code.count
      if number < leads.count - 1 { try emit(.fork(fork + 1, 0)) }
      try emit(ByteSet(lead.first))
      if let second = lead.second { try emit(ByteSet(second)) }
      try jump(lead.left, &self)
      if number < leads.count - 1 { program.code[fork] = .fork(fork + 1, program.code.count) }
    }
    let tail = program.code.count
    for _ in 0..<3 { try emit(ByteSet(0x80...0xbf)) }
    for (place, left) in jumps { program.code[place] = .jump(tail + 3 - left) }
  }
}
