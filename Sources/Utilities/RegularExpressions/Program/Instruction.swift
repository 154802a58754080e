// The instructions of a compiled pattern: a machine over bytes.

/// One step of the machine. Where nothing else is said, it goes on at the next instruction.
enum Instruction {
  /// Takes a byte of a set.
  case set(Int)
  /// Goes on at both places; the first one is preferred.
  case fork(Int, Int)
  case jump(Int)
  /// In front of a body that is repeated.
  case loopStart
  /// Behind it: again from the start (a `loopStart`), or on.
  case again(Int)
  case assert(Assertion)
  /// The start of a group, with the place of its end.
  case open(Int, close: Int)
  case close(Int)
  /// Takes the text of a group once more.
  case backReference(Int)
  case match
}
