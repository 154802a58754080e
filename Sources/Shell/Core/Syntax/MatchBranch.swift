// One branch of `match`.

/// `is pattern … | pattern … if condition`, and what to run.
public struct MatchBranch: Equatable {
  /// Alternatives, each with a pattern for every value.
  public var patterns: [[Word]]
  /// What has to hold besides; nil when nothing has.
  public var condition: CommandList?
  /// The commands.
  public var body: CommandList
}
