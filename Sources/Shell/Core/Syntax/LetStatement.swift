// `let`: assignments with types, arrays and maps.

/// `let names = values`.
public struct LetStatement: Equatable {
  /// One name, perhaps with the element that is meant and a type.
  public struct Target: Equatable {
    /// The variable.
    public var name: Bytes
    /// `name[index]`.
    public var index: Word?
    /// `name:type`.
    public var type: ValueType?
  }

  /// One value.
  public enum Value: Equatable {
    case word(Word)
    /// `[word …]`.
    case list([Word])
  }

  /// How old and new value come together.
  public enum Operator: String, Equatable, CaseIterable {
    case append = "++="
    case prepend = "::="
    case power = "**="
    case add = "+="
    case subtract = "-="
    case multiply = "*="
    case divide = "/="
    case remainder = "%="
    case assign = "="
  }

  /// The names; none of them asks for a list of all arrays and maps.
  public var targets: [Target] = []
  /// The operator.
  public var operation = Operator.assign
  /// As many values as names.
  public var values: [Value] = []
}
