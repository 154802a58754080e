// What a variable can hold besides one text.

/// An array or a map.
public enum ValueCollection: Equatable, Sendable {
  case array([Bytes])
  case map(OrderedMap)

  /// The elements, or the values of a map.
  var fields: [Bytes] {
    switch self {
    case .array(let elements): elements
    case .map(let map): map.keys.map { map[$0] ?? [] }
    }
  }

  /// All of it as one text.
  var text: Bytes { Bytes(fields.joined(separator: [ASCII.space])) }

  /// The part that an index names: elements by number or range, a value by key. None when there is no such part.
  func selected(_ index: Bytes) -> [Bytes] {
    switch self {
    case .map(let map): return map[index].map { [$0] } ?? []
    case .array(let elements):
      guard let range = ElementRange(index)?.range(in: elements.count) else { return [] }
      return Array(elements[range])
    }
  }

  /// The script text that makes the collection again, behind `let name = `.
  var literal: Bytes {
    let words: [Bytes] =
      switch self {
      case .array(let elements): elements.map { SyntaxPrinter.quote($0) }
      case .map(let map): map.keys.map { SyntaxPrinter.quote($0) + [ASCII.equals] + SyntaxPrinter.quote(map[$0] ?? []) }
      }
    return "[".bytes + words.joined(separator: [ASCII.space]) + "]".bytes
  }
}
