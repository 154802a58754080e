// How parsing of keys ends without a command.

/// Why there is no command yet.
enum ParseStop: Error {
  /// More keys are to come.
  case incomplete
  /// No command begins so.
  case invalid
  /// A line has to be typed: the search that a motion consists of.
  case needsLine(UInt8)
}
