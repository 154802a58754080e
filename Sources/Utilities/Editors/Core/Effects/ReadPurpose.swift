// Why a file is read.

/// What a file is read for.
public enum ReadPurpose: Sendable {
  /// To be edited from now on.
  case edit
  /// To be inserted behind a line (-1: before the first).
  case insert(afterLine: Int)
}
