// A shell variable.

/// A variable with its attributes.
public struct Variable: Equatable, Sendable {
  /// The value; nil for one that is exported or local but not set.
  public var value: Bytes?
  /// Whether commands find it in their environment.
  public var isExported = false
  /// Whether it may not change.
  public var isReadOnly = false
}
