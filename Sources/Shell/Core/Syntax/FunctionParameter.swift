// A named parameter of a function.

/// `name`, `name:type`, `name=usual`.
public struct FunctionParameter: Equatable {
  /// The local variable that gets the argument.
  public var name: Bytes
  /// What the argument has to be.
  public var type: ValueType?
  /// The value when the argument is missing; nil when it may not be.
  public var usual: Word?
}
