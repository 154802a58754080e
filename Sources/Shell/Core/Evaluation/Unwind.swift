// Ways to leave the command that runs, other than by its end.

/// Thrown through the evaluator.
enum Unwind: Error {
  /// `break`: leave so many loops.
  case leaveLoops(Int)
  /// `continue`: leave so many loops but one, and go on with that.
  case continueLoop(Int)
  /// `return`.
  case leaveFunction(Int32)
  /// `exit`.
  case exit(Int32)
  /// An error that ends a script, and a typed command (POSIX 2.8.1). The message has been written.
  case failure(Int32)
  /// Ctrl+C.
  case interrupted
}
