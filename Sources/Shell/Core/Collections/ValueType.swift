// The types that `let` and functions give their values.

/// A type: one value, an array or a map of such.
public struct ValueType: Equatable, Sendable {
  /// What one value is.
  public enum Scalar: Equatable, Sendable { case text, integer, float, boolean }

  /// How many there are.
  public enum Shape: Equatable, Sendable { case single, array, map }

  /// What each value is.
  public var scalar: Scalar
  /// How many there are.
  public var shape: Shape

  /// The type with a spelling such as `int`, `[str]` or `map[float]`.
  init?(_ spelling: Bytes) {
    if spelling.first == ASCII.leftBracket, spelling.last == ASCII.rightBracket,
      let scalar = Self.scalar(Bytes(spelling.dropFirst().dropLast()))
    {
      (self.scalar, shape) = (scalar, .array)
    } else if let scalar = Self.scalar(spelling) {
      (self.scalar, shape) = (scalar, .single)
    } else {
      let prefix = ["map", "hmap", "bmap"].first { spelling.starts(with: $0.utf8) }
      guard let prefix else { return nil }
      let rest = Bytes(spelling.dropFirst(prefix.utf8.count))
      if rest.isEmpty {
        (scalar, shape) = (.text, .map)
      } else {
        guard let inner = ValueType(rest), inner.shape == .array else { return nil }
        (scalar, shape) = (inner.scalar, .map)
      }
    }
  }

  private static func scalar(_ name: Bytes) -> Scalar? {
    switch name {
    case "str": .text
    case "int": .integer
    case "float": .float
    case "bool": .boolean
    default: nil
    }
  }

  /// How it is written.
  var spelling: Bytes {
    let name =
      switch scalar {
      case .text: "str".bytes
      case .integer: "int".bytes
      case .float: "float".bytes
      case .boolean: "bool".bytes
      }
    switch shape {
    case .single: return name
    case .array: return "[".bytes + name + "]".bytes
    case .map: return "map[".bytes + name + "]".bytes
    }
  }

  /// `text` as a value of the scalar type, in its usual form; nil when it is none.
  func checked(_ text: Bytes) -> Bytes? {
    switch scalar {
    case .text: return text
    case .integer: return text.decimalValue.map { Bytes(decimal: $0) }
    case .float: return !text.isEmpty && DecimalNumber(text).error == nil ? text : nil
    case .boolean:
      switch text {
      case "true", "1": return "true".bytes
      case "false", "0": return "false".bytes
      default: return nil
      }
    }
  }

  /// A collection with every value checked; nil when one is of another type, or the collection is another one.
  func checked(_ collection: ValueCollection) -> ValueCollection? {
    switch (collection, shape) {
    case (.array(let elements), .array):
      let checked = elements.compactMap { self.checked($0) }
      return checked.count == elements.count ? .array(checked) : nil
    case (.map(let map), .map):
      var result = OrderedMap()
      for key in map.keys {
        guard let value = map[key].flatMap({ self.checked($0) }) else { return nil }
        result[key] = value
      }
      return .map(result)
    default: return nil
    }
  }
}
