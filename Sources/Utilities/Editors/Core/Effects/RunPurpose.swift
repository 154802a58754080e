// Why a command is run.

/// What a command is run for.
public enum RunPurpose: Sendable {
  /// To be seen.
  case show
  /// To replace lines by its output.
  case filter(lines: ClosedRange<Int>)
  /// To insert its output behind a line.
  case insert(afterLine: Int)
}
