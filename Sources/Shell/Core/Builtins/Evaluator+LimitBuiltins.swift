// Builtins about what programs may do: umask and ulimit.
//
// The one limit that the system keeps for a process is its memory; the others are named, and endless.
//
// Specification: POSIX.1-2017, umask, ulimit.

extension Evaluator {
  // MARK: umask

  func runUmask(_ arguments: [Bytes]) -> Int32 {
    var operands = arguments[...]
    var isSymbolic = false
    while let option = operands.first, option.matches("-S") || option.matches("--") {
      isSymbolic = isSymbolic || option.matches("-S")
      operands.removeFirst()
    }
    let mask = host.setCreationMask(nil)
    guard let argument = operands.first else {
      return finishOutput("umask", isSymbolic ? Self.symbolicMode(~mask) : Bytes(octal: UInt64(mask)))
    }
    guard let changed = Self.creationMask(argument, from: mask) else {
      return usageError("umask", argument + ": neither an octal number nor a symbolic mode".bytes)
    }
    _ = host.setCreationMask(changed)
    return 0
  }

  /// `u=rwx,g=rx,o=rx`.
  private static func symbolicMode(_ mode: UInt16) -> Bytes {
    var text = Bytes()
    for (who, shift) in [("u=", 6), ("g=", 3), ("o=", 0)] as [(String, UInt16)] {
      text += (text.isEmpty ? "" : ",").bytes + who.bytes
      for (letter, bit) in [("r", 4), ("w", 2), ("x", 1)] as [(String, UInt16)] where mode >> shift & bit != 0 {
        text += letter.bytes
      }
    }
    return text
  }

  /// The mask that an octal number or symbolic clauses (`u=rwx,g-w`) ask for.
  private static func creationMask(_ text: Bytes, from mask: UInt16) -> UInt16? {
    if let first = text.first, ASCII.isDigit(first) {
      var value: UInt16 = 0
      for digit in text {
        guard digit >= ASCII.zero, digit < UInt8(ascii: "8"), value < 0o1000 else { return nil }
        value = value << 3 | UInt16(digit &- ASCII.zero)
      }
      return value & 0o777
    }
    var mode = ~mask & 0o777
    for clause in text.pieces(separatedBy: UInt8(ascii: ",")) {
      guard let changed = apply(clause, to: mode) else { return nil }
      mode = changed
    }
    return ~mode & 0o777
  }

  /// `mode` after one clause: who, an operator, permissions, and perhaps more operators.
  private static func apply(_ clause: Bytes, to mode: UInt16) -> UInt16? {
    var mode = mode
    var rest = clause[...]
    var who: UInt16 = 0
    while let letter = rest.first, let bits = people(letter) {
      who |= bits
      rest.removeFirst()
    }
    if who == 0 { who = 0o777 }
    guard !rest.isEmpty else { return nil }
    while let symbol = rest.popFirst() {
      var bits: UInt16 = 0
      while let letter = rest.first, let each = permissions(letter, mode) {
        bits |= each
        rest.removeFirst()
      }
      switch symbol {
      case ASCII.plus: mode |= bits & who
      case ASCII.minus: mode &= ~(bits & who)
      case ASCII.equals: mode = mode & ~who | bits & who
      default: return nil
      }
    }
    return mode
  }

  private static func people(_ letter: UInt8) -> UInt16? {
    switch letter {
    case UInt8(ascii: "u"): 0o700
    case UInt8(ascii: "g"): 0o070
    case UInt8(ascii: "o"): 0o007
    case UInt8(ascii: "a"): 0o777
    default: nil
    }
  }

  private static func permissions(_ letter: UInt8, _ mode: UInt16) -> UInt16? {
    switch letter {
    case UInt8(ascii: "r"): 0o444
    case UInt8(ascii: "w"): 0o222
    case UInt8(ascii: "x"): 0o111
    case UInt8(ascii: "X"): mode & 0o111 != 0 ? 0o111 : 0
    case UInt8(ascii: "s"), UInt8(ascii: "t"): 0
    case UInt8(ascii: "u"): (mode >> 6 & 7) * 0o111
    case UInt8(ascii: "g"): (mode >> 3 & 7) * 0o111
    case UInt8(ascii: "o"): (mode & 7) * 0o111
    default: nil
    }
  }

  // MARK: ulimit

  /// Letter, name and unit of each limit, as `ulimit -a` lists them.
  private static var limits: [(letter: UInt8, name: String)] {
    [
      (UInt8(ascii: "c"), "core file size (blocks)"), (UInt8(ascii: "d"), "data segment (kbytes)"),
      (UInt8(ascii: "f"), "file size (blocks)"), (UInt8(ascii: "n"), "open files"),
      (UInt8(ascii: "s"), "stack size (kbytes)"), (UInt8(ascii: "t"), "processor time (seconds)"),
      (UInt8(ascii: "u"), "processes"), (UInt8(ascii: "v"), "memory (kbytes)"),
    ]
  }

  func runUlimit(_ arguments: [Bytes]) -> Int32 {
    var letter = UInt8(ascii: "f")
    var operands = arguments[...]
    while let option = operands.first, option.first == ASCII.minus, option.count > 1 {
      operands.removeFirst()
      for next in option.dropFirst() where next != UInt8(ascii: "H") && next != UInt8(ascii: "S") { letter = next }
    }
    if letter == UInt8(ascii: "a") {
      let lines = Self.limits.map { limit in
        let padding = Bytes(repeating: ASCII.space, count: max(1, 28 - limit.name.utf8.count))
        return limit.name.bytes + padding + value(ofLimit: limit.letter) + [ASCII.newline]
      }
      return output("ulimit", Bytes(lines.joined()))
    }
    guard Self.limits.contains(where: { $0.letter == letter }) else {
      return usageError("ulimit", "-".bytes + [letter] + ": no such limit".bytes)
    }
    guard let wanted = operands.first else { return finishOutput("ulimit", value(ofLimit: letter)) }
    if wanted.matches("unlimited") {
      if letter == UInt8(ascii: "v") { state.memoryLimit = nil }
      return 0
    }
    guard let number = wanted.decimalValue, number >= 0 else {
      return usageError("ulimit", wanted + ": a number or 'unlimited' is wanted here".bytes)
    }
    guard letter == UInt8(ascii: "v") else {
      report("ulimit: the system keeps no such limit for a process; -v limits its memory".bytes)
      return 1
    }
    state.memoryLimit = UInt64(number).multipliedReportingOverflow(by: 1024).partialValue
    return 0
  }

  private func value(ofLimit letter: UInt8) -> Bytes {
    guard letter == UInt8(ascii: "v"), let limit = state.memoryLimit else { return "unlimited".bytes }
    return Bytes(decimal: Int64(clamping: limit / 1024))
  }
}
